import type { Doing, run as en, ModelPart } from '../en/run.ts';
import type { Translated } from '../wording.ts';

const PROGRAMS: Readonly<Record<string, string>> = {
  denoiser: '去噪网络',
  'text encoder': '文本编码器',
};

function during({ doing, program = '程序' }: Doing): string {
  const name = PROGRAMS[program] ?? ` ${program} `;
  if (doing === 'load') return `加载${name}时`;
  return doing === 'run' ? `运行${name}时` : '生成图片时';
}

const PARTS: Readonly<Record<string, string>> = {
  'text-encoder': '文本编码器',
  transformer: 'transformer ',
  encoder: '自动编码器的编码部分',
  decoder: '自动编码器的解码部分',
};

const gpuAdvice = '请在浏览器设置中开启硬件加速、更新显卡驱动，或选择处理器。';

const table = {
  'device-unavailable:not-offered': `此浏览器在此页面上不提供 WebGPU。${gpuAdvice}`,
  'device-unavailable:no-adapter': `浏览器没有找到可用于 WebGPU 的图形设备。${gpuAdvice}`,
  'device-unavailable:not-started': `无法启动 WebGPU（{detail}）。${gpuAdvice}`,
  'device-unavailable:software': `此处的 WebGPU 只是软件模拟。${gpuAdvice}`,
  'device-unavailable:none-here': '此处没有可用于 WebGPU 的图形设备。请选择 CPU，或安装显卡驱动。',
  'device-unavailable:not-built': '此平台的 ONNX Runtime 不支持 {device}。请使用 --device cpu。',
  'device-unavailable:no-wasm': 'Node 没有设备“wasm”。请选择 auto、cpu 或 webgpu。',
  'device-unavailable:no-cpu': '浏览器没有设备“cpu”。请选择 auto、webgpu 或 wasm。',
  'file-corrupt:program':
    '{file} 不是与此页面一同构建的文件（{url}）。请重新加载页面；如果仍然如此，提供此页面的人须上传同一版本的全部文件。',
  'file-missing:program':
    '无法从 {url} 获取此页面的组成部分 {file}（{detail}）。请重新加载页面，或稍后再试；如果仍然不行，页面的提供者需要把它放到那里。',
  'device-lost:idle': '图形设备停止工作。请重新开始；如果再次发生，请选择较小的图片，或选择处理器。',
  'device-lost:during': (facts: Doing) =>
    `${during(facts)}图形设备停止工作。请重新开始；如果再次发生，请选择较小的图片，或选择 CPU。`,
  'device-lost:twice':
    '图形设备两次停止工作。请选择较小的图片、以较少的位数（int8 或 int4）保存模型权重、选择处理器，或更新显卡驱动。',
  'out-of-memory': '内存不足。请选择较小的图片或较小的模型，或关闭其他程序。',
  'out-of-memory:during': (facts: Doing) => `${during(facts)}内存不足。请选择较小的图片或较小的模型，或关闭其他程序。`,
  'out-of-memory:twice':
    '即使每次只载入模型的一小部分，内存仍不足以生成这张图片。请选择较小的图片、以较少的位数（int8 或 int4）保存模型权重，或关闭其他程序。',
  'out-of-memory:ended':
    '执行工作的进程被系统终止（{signal}），很可能是因为内存不足。请选择较小的图片或较小的模型，或关闭其他程序。',
  'runtime-failed:during': ({ detail, ...facts }: Doing & { readonly detail: string }) =>
    `${during(facts)}出错：${detail ?? '没有更多信息'}`,
  'phase-not-finite:not-finite': ({ phase }: { readonly phase: ModelPart }) =>
    `${PARTS[phase] ?? '模型的一部分'}的结果含有非有限的数值。显卡驱动可能有问题，请换一个设备。`,
  'phase-not-finite:constant': ({ phase }: { readonly phase: ModelPart }) =>
    `${PARTS[phase] ?? '模型的一部分'}的结果处处相同。模型或显卡驱动有问题，请换一个设备，或重新下载模型。`,
  'worker-failed:crashed': '引擎崩溃了。请重新开始，引擎会自动重启。如果再次发生，请选择较小的图片。',
  'worker-failed:silent': '引擎停止了响应。请重新开始，引擎会自动重启。如果再次发生，请选择较小的图片。',
  'worker-failed:store': '保存模型的部分停止了工作（{detail}）。请重试；已保存的内容仍在。',
  'worker-failed:png': '无法将图片写成 PNG 文件，请重新加载页面。',
  'worker-failed:command': '无法启动执行工作的进程（{detail}）。请关闭其他程序后重试。',
  'worker-failed:ended': '执行工作的进程崩溃了（{signal}）。请重新开始；如果再次发生，请选择较小的图片或其他设备。',
  'worker-failed:page-silent': '引擎页面没有响应（{url}）。请检查网络连接，然后重试。',
  'worker-failed:page-reloaded': '引擎页面已重新加载（{url}）。请检查网络连接，然后重试。',
  'worker-failed:page-kept-away':
    '浏览器不允许此页面访问本机及其网络上的程序（本地网络访问），而引擎页面正在其中（{url}）。请使用以互联网上的引擎页面构建的插件（--engine 和 https 地址），或在浏览器设置中允许此网站访问本地网络，然后重试。',
  'worker-failed:page-not-running':
    '本机或其网络上的引擎页面没有响应（{url}）。请启动它（npm run dev:figma），然后重试。',
  'worker-failed:page-not-allowed':
    '引擎页面（{url}）不在此插件可以使用的地址之中：清单里没有它，或仅供开发使用。请用 --engine 和 https 地址重新构建插件。',
  'worker-failed:page-older':
    '引擎页面比此插件旧：{url} 的通信版本为 {theirs}，插件为 {own}。请托管者放上此插件所属版本的引擎页面；在此之前，请使用原来的插件。',
  'worker-failed:page-newer':
    '此插件比引擎页面旧：{url} 的通信版本为 {theirs}，插件为 {own}。请更新插件；托管者应把旧的引擎页面保留在它自己的地址。',
  'worker-failed:other-build': '引擎正在处理器上运行，无法切换到图形设备。请重试，引擎会重新启动。',
  'worker-failed:other-end': '另一端已重新启动，之前的请求已丢失。请重试。',
  'worker-failed:other-version': '另一端是其他版本（{theirs}，而不是 {own}）。请更新两者。',
  'request-invalid:no-method': '此处没有方法 {method}，请重新加载页面。',
  'request-invalid:too-many-calls': '同时进行的调用太多，请重新加载页面。',
  'request-invalid:arguments': '调用的参数有误（{detail}），请重新加载页面。',
  cancelled: '已取消。',
  'cancelled:loading': '已取消加载模型。',
  'cancelled:picture': '已取消生成图片。',
  'cancelled:engine': '引擎已关闭。',
  internal: '程序内部出错。请重试。',
  'internal:no-input': '运行 {program} 时缺少输入 {input}。',
  'internal:no-picture': '引擎没有生成图片，请重试。',
} as const;

export const run = table satisfies Translated<typeof en, typeof table>;
