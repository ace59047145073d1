import { type remarks as en, languageName, type OtherLanguage, type UnknownThings } from '../en/remarks.ts';
import { joined, type Translated } from '../wording.ts';

const onProcessor = '，因此图片由处理器（WebAssembly）计算，耗时会长得多。';

const table = {
  'no-gpu:not-offered': `此浏览器在此页面上不提供 WebGPU${onProcessor}`,
  'no-gpu:no-adapter': `浏览器没有找到可用于 WebGPU 的图形设备${onProcessor}`,
  'no-gpu:not-started': `无法启动 WebGPU（{detail}）${onProcessor}`,
  'no-gpu:software': `此处的 WebGPU 只是软件模拟${onProcessor}`,
  'one-thread':
    '处理器只用一个线程计算：浏览器只允许与其他页面隔离的页面使用更多线程，而框架中的页面（Figma、VS Code）或服务器未要求隔离的页面并非如此。',
  'gpu-reduced': '图形设备具有 {names}，但浏览器没有准许使用。将不用它来绘制图片，可能需要更长时间。',
  'prompt-cut': '提示词有 {tokens} 个词元，而模型只读取 {limit} 个：不会读取“{unread}”。请缩短提示词。',
  'negative-cut': '反向提示词有 {tokens} 个词元，而模型只读取 {limit} 个：不会读取“{unread}”。请缩短反向提示词。',
  'language-unknown': ({ language, model, other }: OtherLanguage) =>
    `提示词似乎是${languageName('zh', language) ?? '英语以外的语言'}，而 ${model} 只用英语训练过。${other ? `${other} 懂其他语言。` : ''}`,
  'unknown-things': ({ model, words, nearest }: UnknownThings) =>
    `${model} 似乎不认识${joined(words, '、', word => `“${word}”`)}，可能会画成别的东西。它认识并认为最接近的是：${joined(nearest, '、')}。`,
  'negative-unused:model': '反向提示词不起作用：此模型不使用反向提示词。',
  'negative-unused:guidance': '引导强度为 {guidance} 时反向提示词不起作用；需要大于 1。',
  'combinations-left': '这些可选项组成 {total} 条提示词，只制作前 {made} 条。要看其余的，请去掉一些可选项。',
  'scheduler-replaced': '文件夹中是 {found}，但其 transformer 属于 {family}：改用 {taken} 采样。',
  'pipeline-differs': '文件夹写明为 {pipeline}，但其 transformer 属于 {family}：按后者绘制。',
  'taken-for-lite':
    '{file} 没有附带配置。它的解码器具有 DC-AE-Lite 的形状，因此按 DC-AE-Lite 处理（最后一个卷积之前用 silu）。',
  'tuning-unknown': '{file} 没有说明它是否是经过指令微调的 Gemma 2。若是形状相同的基础模型，图片会难以符合提示词。',
  'model-damaged':
    '无法读取模型 {model} 的组成记录。请重新添加或导入（只会获取缺少的部分），或将其移除。在此之前，不会删除模型之间可能共享的内容。',
  'folder-visit': '此文件夹在原处读取，仅限本次访问：此浏览器不会保留文件夹。下次访问时请重新打开。',
  'whole-files':
    '{source} 不支持范围请求，因此每个文件都整个下载了，包括只有部分提示词才需要的内容。支持范围请求的服务器有 nginx、Caddy、S3 和 sana serve。',
  'server-model':
    '{server} 没有说明 {model} 是什么：按 1024 px、20 步的 Sana 处理。若不是，请用 --size、--steps 和 --guidance 说明。',
  'server-size': '{server} 画的是 {drawn} 像素，而不是 {asked}；图片按原样保留。',
  'small-unmeasured':
    '文本编码器采用 {repo} 发布的 {type}：每个值约四位而不是十六位。它对 Sana 图片的影响尚未用官方权重测量过；docs/models.md 说明了如何测量。',
  'token-kept':
    'HF_TOKEN 属于 {owner}，不会发送给 {source}。如果它是给该服务器的，请在 HF_ENDPOINT 中以 https 给出其地址。',
  'compared:verified': '已验证：{all} 个文件中有 {verified} 个具有 {source} 声明的哈希值。',
  'compared:in-part': '部分：{all} 个文件中有 {verified} 个具有 {source} 声明的哈希值；其余文件此处只有一部分。',
  'compared:not-compared': '未比较：{all} 个文件中有 {verified} 个具有 {source} 声明的哈希值；其余文件并非都能比较。',
  'kept:in-part': '部分：此处 {files} 的内容与收到时相同；{source} 只为完整文件声明哈希值。',
  'kept:pieces': '部分：{files} 最初下载的内容与 {source} 为其各部分声明的哈希一致；之后下载的词与到达时一致。',
  'kept:no-hash': '未比较：{source} 没有为 {files} 声明哈希值。此处的内容与收到时相同。',
  'kept:converted': '未比较：{files} 在接收时已转换，{source} 声明的哈希值不针对此处的内容。',
  'kept:whole': '未比较：{files} 自上次与 {source} 声明的哈希值比较以来才变得完整。',
  'kept:contested': '需要重新下载：早期版本为 {files} 保存了多个来源的内容，且从未比较。请重新添加该模型。',
  'kept:as-elsewhere': '已比较：此处 {files} 的内容与 {source} 的相同。',
  'differs:absent': '{source} 没有 {file}。',
  'differs:size': '{source} 为 {file} 声明了不同的大小。',
  'differs:hash': '{source} 为 {file} 声明了不同的哈希值。',
  'differs:bytes': '{source} 中 {file} 的内容与此处的不同。',
  'second-look:found': '安全策略的第二次检查认为此提示词要求绘制不被允许的内容，因此改为绘制 “A red heart.”。',
  'second-look:kept': ({ words }: { readonly words: readonly string[] }) =>
    `安全策略的第二次检查认为此提示词无害：保留了 ${joined(words, '、', word => `“${word}”`)}。`,
  'picture-withheld:kept':
    '按照安全策略，此图片不予显示：分类器认为其含有裸露或性内容的可能性为 {percent} %。它可能出错；换一个种子会得到另一张图片。',
  'picture-withheld:askable':
    '按照安全策略，此图片不予显示：分类器认为其含有裸露或性内容的可能性为 {percent} %。它可能出错；策略允许查看（在命令行中使用 --show-withheld）。',
  'picture-withheld:shown': '分类器认为此图片含有裸露或性内容的可能性为 {percent} %；因为您要求，所以照常显示。',
  'mask-empty': '蒙版没有显示要改变的部分（全部为黑色），因此图片保持原样。白色的部分会改变。',
  'mask-full': '蒙版显示了全部（全部为白色），因此整张图片都会重新绘制。黑色的部分保持原样。',
  'mask-feathered': '羽化为 {feather} px 时蒙版已不剩任何部分，因此图片保持原样。请选择更小的羽化值。',
  'mask-from-alpha': '蒙版带有透明度：其中透明的部分会改变。',
  'pag-not-applied': '文件夹为 {pipeline}。只有设置了强度时，绘制才使用扰动注意力引导（PAG）。',
  'pag-unused:model': '扰动注意力引导（PAG）不起作用：该模型自身已包含引导。',
  'quality-limited:passes': '质量“{quality}”省去反向提示词的计算，而这里没有这种计算：绘制 {asked} 步中的 {steps} 步。',
  'quality-limited:pag':
    '质量“{quality}”省去反向提示词的计算，但不能与扰动注意力引导（PAG）同用：绘制 {asked} 步中的 {steps} 步。',
  'quality-limited:steps': '质量“{quality}”省去反向提示词的计算，但步数这样少时不省：绘制 {asked} 步中的 {steps} 步。',
  'quality-limited:memory': '质量“{quality}”需要在内存中再放一个网络，但没有空间：绘制 {asked} 步中的 {steps} 步。',
} as const;

export const remarks = table satisfies Translated<typeof en, typeof table>;
