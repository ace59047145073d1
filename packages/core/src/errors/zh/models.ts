import type { models as en } from '../en/models.ts';
import { gigabytes, joined, type Translated } from '../wording.ts';

const table = {
  'model-not-found:reference':
    '“{reference}”不是模型。请给出目录中的 id、Hugging Face 仓库的 owner/name，或文件夹的地址。',
  'model-not-found:repository': '{hub} 没有仓库 {repo}（{revision}），或不显示它。请检查名称；私有仓库需要访问令牌。',
  'model-not-found:stored': '{store} 中没有模型 {model}。请先添加。',
  'model-not-found:chosen': '模型“{model}”不在此处。请选择其他模型，或下载它。',
  'model-not-found:none-loaded': '尚未加载模型。请先加载一个。',
  'file-missing:several': ({ source, files, example }: { source: string; files: readonly string[]; example: string }) =>
    `${source} 有多个可能的文件：${files.join('、')}。请指明一个，例如 ${example}。`,
  'file-missing:elsewhere': '{source} 中没有 {file}。请检查名称和位置。',
  'model-incomplete:text-encoder-gone':
    '{title} 的文本编码器取自 {place}，而那里已经没有了。请放回原处，另选一个（sana models add {model} --text-encoder 文件），或重新使用来源自带的（--text-encoder own）。',
  'model-incomplete:transformer-gone':
    '{title} 的 transformer 取自 {place}，而那里已经没有了。请放回原处，另选一个（sana models add {model} --transformer 文件），或重新使用来源自带的（--transformer own）。',
  'model-incomplete:autoencoder-gone':
    '{title} 的自编码器取自 {place}，而那里已经没有了。请放回原处，另选一个（sana models add {model} --vae 文件），或重新使用来源自带的（--vae own）。',
  'model-incomplete:parts': '尚不知道 {title} 的来源为此提供了什么。请重新添加该模型：sana models add {model}。',
  'model-incomplete:percent': '{title} 只有 {percent} % 在此。请再次添加，以获取其余部分。',
  'model-incomplete:imported': '{title} 是从文件夹导入的，并不完整。请重新导入该文件夹。',
  'model-incomplete:part': '{file} 的一部分不在此处，而且已无法再向其来源索取。请重新完整导入该文件夹。',
  'model-incomplete:changed': '{title} 的一部分（{file}）需要重新下载。请重新添加该模型。',
  'model-incomplete:unreachable':
    '{title} 的一部分（{file}）不在此处，也无法取得：{detail}请联网后重试。在命令行中，可用此命令全部保存：sana models add {model} --offline',
  'model-incomplete:words':
    '词语 {words} 不在此处，也无法取得：{detail}联网时用它们绘图一次即可保留。在命令行中，可用此命令保存全部词语：sana models add {model} --offline',
  'model-unsupported:no-index':
    '{source} 没有 model_index.json：它不是 diffusers 文件夹。请使用名称以 _diffusers 结尾的仓库。',
  'model-unsupported:too-large-for-16-bits':
    '{file} 中的 {tensor} 含有 {value}，16 位无法表示。请按发布时的精度保存此模型的权重。',
  'file-missing:official': '{source} 没有 {file}，而 Sana 模型需要它。请使用名称以 _diffusers 结尾的官方仓库。',
  'file-missing:address': '{url} 不存在（{status}）。请检查名称和版本。',
  'file-truncated:stored': '{store} 中保存的一个文件变短了。请校验模型以修复。',
  'file-corrupt:stored': '保存的一个文件在磁盘上发生了变化。请校验模型，然后重新添加。',
  'file-corrupt:other': '为已丢失的部分收到的内容与原来的不同。请换一个镜像。',
  'file-corrupt:hash': '来自 {source} 的 {file} 与公布的哈希值不符。请换一个镜像，或稍后再试。',
  'licence-not-accepted': ({ links }: { readonly links: readonly string[] }) =>
    `首次下载前，请阅读并接受以下条款：${joined(links, ' 和 ')}。`,
  'access-denied:status': '{url}：访问被拒绝（{status}）。如果仓库有要求，请在其页面上接受条款，并提供访问令牌。',
  'access-denied:policy': '面板不能从 {origin} 获取内容。请先在设置“Sana Studio: Mirror”中填入此地址。',
  'access-denied:token': '{origin} 的访问令牌含有令牌中不会出现的字符。请重新复制。',
  'request-invalid:model-id': '“{model}”不能用作此处的模型名称：它为空、过长，或不能作为文件名。请换一个名称。',
  'request-invalid:location': '“{name}”不能作为模型地址的一部分。请检查。',
  'request-invalid:hub': '“{hub}”不是模型站点的地址。请写成 https://example.org 的形式。',

  'network-failed:unreachable': '{url}：无法连接到服务器。请检查地址和网络连接。',
  'network-failed:too-much': '{url}：服务器发送的内容超过了所要求的 {length} 字节。请换一个服务器。',
  'network-failed:broke-off': '{url}：连接中断。请重试。',
  'network-failed:too-little': '{url}：服务器只发送了 {length} 字节中的 {received} 字节。请重试。',
  'network-failed:no-range-size': '{url}：服务器没有给出文件大小（Content-Range）。请允许并公开此响应头。',
  'network-failed:no-size': '{url}：服务器没有给出文件大小（Content-Length）。请换一个服务器。',
  'network-failed:no-large-ranges':
    '{url}：服务器不支持范围请求，而大文件需要它。请使用支持的服务器，例如 nginx、Caddy、S3 或 sana serve。',
  'network-failed:no-ranges': '{url}：服务器不支持范围请求。请使用支持的服务器，例如 nginx、Caddy、S3 或 sana serve。',
  'network-failed:changed': '{url}：文件已更改或不再存在（状态 {status}）。请重新加载模型。',
  'network-failed:changed-range': '{url}：服务器上的文件已更改（是 {shown}，而不是 {range}）。请删除模型后重新添加。',
  'network-failed:answered': '{url}：服务器返回 {status}。请检查地址，以及是否允许访问。',
  'network-failed:answered-mirror': '{url}：服务器返回 {status}。请检查地址，或使用其他镜像。',
  'network-failed:busy': '{url}：服务器繁忙或出现故障（{status}）。请稍后再试。',
  'network-failed:ended': '{url}：连接提前结束。请重试。',
  'network-failed:lost': '{url}：连接中断。请检查网络后重试。',
  'network-failed:expired': '{url}：模型站点给出的地址已过期（{status}）。请重试。',
  'network-failed:no-hub': '{hub} 的响应不像模型站点。请给出 Hugging Face Hub 或其镜像的地址。',
  'network-failed:other-origin': '{hub} 称其回答在 {other} 继续，而那是另一台服务器，未向其请求。请使用其他镜像。',
  'network-failed:listed-hash': '{hub} 给出的 {file} 的哈希值“{value}”并不是哈希值。未获取任何内容。请使用其他镜像。',
  'network-failed:listed-commit': '{hub} 给出的 {repo} 的提交“{value}”并不是提交。未获取任何内容。请使用其他镜像。',
  'network-failed:too-slow': '{source} 几乎没有发送任何内容：{seconds} 秒后已放弃。请检查网络连接。',
  'network-failed:silent': '{url} 没有发送任何内容，{seconds} 秒后已放弃。请检查网络连接，或尝试其他来源。',
  'network-failed:hub-unreachable': '无法连接到 {hub}。请检查网络连接，或给出镜像的地址。',

  'storage-busy:process': '另一个窗口或进程正在写入 {what}。请等待其完成，或在那里停止。',
  'storage-busy:left-over': '另一个窗口或进程正在写入一个遗留的文件。请等待其完成，或在那里停止。',
  'storage-busy:file': '另一个窗口或进程正在写入一个模型文件。请等待其完成，或在那里停止。',
  'storage-busy:window': '另一个窗口正在写入 {file}。请等待其完成，或关闭那个窗口。',
  'storage-busy:lost': '写入期间，{store} 中一个文件的锁被移除，因此没有继续写入。请勿改动“locks”文件夹，然后重试。',
  'storage-full:models': ({ store, needed, free }: { store: string; needed?: number; free?: number }) => {
    const amounts = needed === undefined ? '' : `需要 ${gigabytes(needed)}，可用 ${gigabytes(free ?? 0)}。`;
    return `${store ?? '存储'} 中没有空间了。${amounts}请释放空间或删除模型；已下载的部分会保留，之后从那里继续。`;
  },
  'storage-full:pictures': '浏览器没有更多空间保存图片，请删除以前的图片。',
  'storage-failed:outside': '“{file}”不是 {store} 中文件的名称。未读取或写入任何内容。',
  'storage-failed:file': '无法读写 {store} 中的 {file}（{detail}）。请检查权限和磁盘。',
  'storage-failed:locks':
    '无法锁定 {file}（{detail}），另一个程序可能会同时写入同一模型。请安装 flock 命令（util-linux），或将模型保存在其他文件系统上。',
  'storage-failed:note': '无法记录模型。请允许此页面存储数据。',
  'storage-failed:page': '浏览器不允许此页面存储数据，请在页面设置中允许。',
  'storage-failed:pictures': '浏览器不允许此页面保存图片（{detail}），请允许其存储数据。',
  'storage-failed:clipboard': '浏览器不允许此页面使用剪贴板，请改为下载图片。',
  'cancelled:download': '下载已停止。再次开始时会从这里继续。',
  'cancelled:move': '移动已停止。再次开始时会从这里继续。',
  'internal:read-only': '{file} 以只读方式打开。',
  'internal:closed-file': '文件关闭后又被读取。',
} as const;

export const models = table satisfies Translated<typeof en, typeof table>;
