import { LARGEST_SIDE } from '../../messages.ts';
import type { PluginTexts } from './en.ts';

export const zh: PluginTexts = {
  place: '放置位置',
  places: { fill: '填入图层', beside: '放在旁边（网格）', replace: '替换文字' },
  fit: '适配',
  fits: { FILL: '填满', FIT: '完整显示' },
  when: '插入',
  whens: { ready: '完成后自动插入', click: '点击后插入' },
  selectedLayer: '所选图层',
  together: layers => `合并 ${layers} 个图层`,
  resize: '调整面板大小：方向键或拖动',
  readOnly: '开发模式下无法修改图层，但可以生成并下载图片。',
  tooLarge: `此处的图片每边最多 ${LARGEST_SIDE} 像素，请减小宽度或高度。`,

  refusals: {
    removed: () => '该图层已不存在。请选择其他图层，然后在图片下点击“插入”。',
    locked: layer => `“${layer}”或其所在的图层已锁定。请解锁后在图片下点击“插入”。`,
    'read-only': () => '开发模式下无法修改图层，请下载图片。',
    'too-large': () => `图片每边超过 ${LARGEST_SIDE} 像素，请生成较小的图片。`,
    'not-a-picture': () => '无法读取图片，请重新生成。',
    'not-overridable': layer => `“${layer}”属于组件，无法在此修改。请修改主组件，或选择“放在旁边”。`,
    'not-writable': layer => `“${layer}”无法容纳图片。请选择形状或画框，或选择“放在旁边”。`,
    'nothing-selected': () => '请选择作为起点的图层。',
    'not-exportable': layer => `“${layer}”无法用作图片，请选择可见的图层。`,
    'storage-full': () => '没有更多空间保存此插件的数据。请下载图片，或缩短提示词。',
    failed: layer => (layer ? `无法修改“${layer}”。请选择其他图层后重试。` : '操作未成功，请重试。'),
  },
  remarks: {
    hidden: '图片位于隐藏的图层中。',
    'outside-instance': '实例中无法添加内容，图片已放在旁边。',
    'not-remembered': '提示词太长，无法随图层保存，因此不能从图层重新生成。',
  },
};
