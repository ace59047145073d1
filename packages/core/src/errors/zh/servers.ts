import { joined } from '../wording.ts';
import { FIELDS } from './request.ts';

export const servers = {
  'request-invalid:server': '“{server}”不是服务器地址。请写成 https://draw.example.org 或 http://localhost:30000。',
  'request-invalid:server-secret':
    '地址中不能带用户名、密钥、问号或“#”，它们会留在日志里。请写 {server}，密钥另行给出。',
  'request-invalid:on-server': ({ server, fields }: { server: string; fields: readonly string[] }) =>
    `不能向 ${server ?? '…'} 要求${joined(fields, '、', name => FIELDS[name] ?? name)}：这类服务器的接口没有这一项。请去掉它，或在本机绘制。`,
  'access-denied:server':
    '{server} 需要密钥（{status}：{detail}）。请在选择服务器的地方给出：面板的“在服务器上”；在命令行中请用 sana server-key 保存，或用环境变量 SANA_SERVER_KEY 给出。',
  'access-denied:server-key': '{server} 不接受这个密钥（{status}：{detail}）。请向服务器的管理者索取另一个。',
  'access-denied:server-plain':
    '{server} 需要密钥（{status}：{detail}），而密钥只会通过 https 或在本机上出示。请给出它的 https 地址。',
  'access-denied:server-perhaps':
    '{server} 似乎要有密钥才列出模型（500）。请在面板的“在服务器上”中给出；在命令行中请用 sana server-key 保存，或用环境变量 SANA_SERVER_KEY 给出。',
  'server-busy': ({
    server,
    detail,
    retryAfter,
  }: {
    server: string;
    detail: string;
    retryAfter?: number | undefined;
  }) =>
    `${server ?? '…'} 忙不过来（${detail ?? '…'}）。请${typeof retryAfter === 'number' ? `在 ${retryAfter} 秒后` : '稍后'}再试。`,
  'server-failed:answered': '{server} 出错（{status}：{detail}）。请重试；若仍如此，请联系服务器的管理者。',
  'server-failed:listing': '{server} 有应答，但不是模型列表（{field}）。请检查地址。',
  'server-failed:no-picture': '{server} 的应答里没有图片。请联系服务器的管理者。',
  'server-failed:page': '{server} 返回的是给人看的网页，例如登录页。请检查地址：程序可能要用别的地址，或需要密钥。',
  'server-failed:told': '{server} 的回答里没有图片：{detail}。',
  'server-failed:address':
    '{server} 的应答给出了图片地址 {url}，但它不在该服务器上，因此没有访问。请让服务器直接发送图片（b64_json）。',
  'server-failed:unreadable':
    '{server} 发来的图片无法读取；能读取的是 PNG、JPEG 和 WebP。请重试；若仍如此，请联系服务器的管理者。',
  'server-refused:answered': '{server} 拒绝了请求（{status}）：{detail}。',
  'server-refused:no-route':
    '{server} 的这个地址不能绘制图片（{status}：{detail}）。请检查地址；服务器须支持 OpenAI 的图片接口（/v1/images/generations）。',
  'server-refused:model': '{server} 没有模型 {model}（{detail}）。请用 --model 选择另一个。',
  'server-refused:no-model': ({
    server,
    model,
    models,
  }: {
    server: string;
    model: string;
    models: readonly string[];
  }) => `${server ?? '…'} 没有模型 ${model ?? '…'}。它有：${joined(models, '、')}。`,
  'model-unsupported:native-backend':
    '{server} 上的 SGLang 用自己的后端绘制，它不加 Sana 的指令，对 2K、4K 和 sana-mini 还忽略位置表：图片会毁掉。请用 --backend diffusers 启动它。',
  'network-failed:server': '无法连接 {server}。请检查它是否在运行、地址和网络。',
  'network-failed:server-page':
    '无法连接 {server}。请检查它是否在运行、地址、网络，以及它是否允许此页面访问（CORS）：浏览器不会说明更多。',
  'network-failed:certificate':
    '{server} 的证书在这里无效（{detail}）。请联系服务器的管理者；自己的证书可放入 NODE_EXTRA_CA_CERTS。',
  'network-failed:server-lost': '图片到达之前，与 {server} 的连接断开了。请重试。',
  'network-failed:server-silent': '{server} 在 {seconds} 秒内没有应答，已放弃等待。它可能仍会画完这张图片。',
  'network-failed:moved': '{server} 转到了别处（{to}），没有跟随。若信任它，请直接给出那个地址。',
  'cancelled:server': '已取消。{server} 可能仍会画完这张图片。',
  'request-invalid:no-server': '还没有服务器。请在设置 sanaStudio.server 或面板的“在服务器上”中指定一个。',
  'request-invalid:no-server-key': '没有保存任何服务器的密钥。',
  'request-invalid:server-plain':
    '这个页面经 https 打开（{page}），浏览器只允许它访问 https 服务器和本机。请为 {server} 配置证书，或在本机打开工作室。',
  'access-denied:server-plain-key':
    '没有向 {server} 发送密钥：它会以明文传输。请为服务器配置证书并使用 https 地址，或不填密钥。',
  'model-not-found:server': '{server} 不在您的服务器之列，因此没有访问它。如果您信任它，请在面板的“在服务器上”中添加。',

  'keychain-failed': '密钥无法保存到 {keychain}（{detail}）。请用环境变量 {variable} 给出。',
  'keychain-failed:read':
    '无法从 {keychain} 读取 {server} 的密钥（{detail}），因此没有出示密钥。如果服务器需要密钥，请解锁 {keychain}，或用环境变量 {variable} 给出。',
  'keychain-failed:plain': '密钥只会通过 https 或在本机上出示，因此不为 {server} 保存。请给出它的 https 地址。',
  'keychain-failed:empty': '给出的内容里没有密钥。请输入密钥，或通过标准输入发送。',

  'request-invalid:body': '无法读取请求（{field}：{problem}）。',
  'request-invalid:body-value': '{field} 可以是：{values}。',
  'request-invalid:route': '{path} 处没有内容。图片：POST /v1/images/generations；模型：GET /v1/models。',
  'request-invalid:json-only': '请以 application/json 发送请求。',
  'access-denied:serve': '这台服务器需要密钥（Authorization: Bearer KEY）。',
  'access-denied:origin': '{origin} 的页面不能在这里绘制。请用 --origin {origin} 允许它。',
  'model-not-found:served': '这里没有模型 {model}，只有 {known}。',
  'probe-unfit:server':
    '安全策略带有第二次检查，它需要文本编码器的状态；{server} 不发送这些。请在本机绘制，或从策略中去掉 “probe” 和 “question”。',
} as const;
