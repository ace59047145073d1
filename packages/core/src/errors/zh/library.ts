import type { library as en } from '../en/library.ts';
import type { Translated } from '../wording.ts';

const table = {
  'model-not-found:unsaid':
    '没有选择模型。请通过 `model` 传入，例如包 @sana-studio/sana-mini 的 sanaMini，或用 configure() 指定一次。',
  'model-not-found:as-package':
    '内置模型是一个单独的包：请从 @sana-studio/sana-mini 导入 sanaMini 并作为 `model` 传入，或用 configure(files) 指定包含它的文件夹。',
  'model-not-found:not-installed': '未安装包 {name}，也没有选择其他模型。请安装它（npm i {name}），或传入 `model`。',
  'worker-failed:script':
    '引擎的 worker 脚本没有启动（{url}）。浏览器的控制台会说明原因。文件的位置用 configure(files) 设置。',
  'worker-failed:script-missing':
    '引擎的 worker 脚本不在 {url}（{status}）。请把 sana-studio/dist 的文件复制到那里，或用 configure(files) 说明它们在哪里。Vite 开发模式：optimizeDeps.exclude: sana-studio, @sana-studio/sana-mini。',
  'worker-failed:script-type':
    '{url} 的 worker 脚本类型为 “{type}”：浏览器只运行 text/javascript。如果它是网页，说明文件不在那里；否则服务器须发送正确的类型。',
  'worker-failed:script-policy':
    '页面的 Content-Security-Policy（{directive}）不允许启动引擎的 worker（{url}）。请允许该地址；如在其他来源，还需允许 blob:；使用 Trusted Types 时还需允许策略 sana-studio。',
  'worker-failed:other-runtime':
    '此进程已加载另一个 ONNX Runtime（{other}），两者会互相占用对方的库。请只保留一个（npm ls onnxruntime-node），或在单独的进程中绘制。',
  'request-invalid:options': '{what} 需要一个选项对象，但得到的是 {given}。',
  'request-invalid:unknown': '{what} 没有 {name}；可用的有：{known}。',
  'request-invalid:model':
    '模型必须是 @sana-studio/sana-mini 的 sanaMini、名称加文件（每个为 Blob、字节或地址）、地址或标识，但得到的是 {given}。',
  'request-invalid:size': '尺寸必须是以像素为单位的“宽x高”，例如 512x768，而现在是 {given}。',
  'request-invalid:format': '{format} 不是此处的图片格式，请从 {formats} 中选择。',
  'request-invalid:image': '字段 {field} 必须是像素（width、height、data）、Blob 或文件的字节。',
} as const;

export const library = table satisfies Translated<typeof en, typeof table>;
