import type { remarks as en } from '../en/remarks.ts';
import type { Translated } from '../wording.ts';

const onProcessor = '，因此图片由处理器（WebAssembly）计算，耗时会长得多。';

const table = {
  'no-gpu:not-offered': `此浏览器在此页面上不提供 WebGPU${onProcessor}`,
  'no-gpu:no-adapter': `浏览器没有找到可用于 WebGPU 的图形设备${onProcessor}`,
  'no-gpu:not-started': `无法启动 WebGPU（{detail}）${onProcessor}`,
  'no-gpu:software': `此处的 WebGPU 只是软件模拟${onProcessor}`,
  'prompt-cut': '提示词有 {tokens} 个词元，而模型最多读取 {limit} 个：从“{unread}”起不会读取。请缩短提示词。',
  'scheduler-replaced': '文件夹中是 {found}，但其 transformer 属于 {family}：改用 {taken} 采样。',
  'pipeline-differs': '文件夹写明为 {pipeline}，但其 transformer 属于 {family}：按后者绘制。',
  'pag-not-applied': '文件夹为 {pipeline}。绘制时不使用扰动注意力引导（PAG）。',
} as const;

export const remarks = table satisfies Translated<typeof en, typeof table>;
