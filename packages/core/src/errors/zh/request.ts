import type { request as en, PixelFacts } from '../en/request.ts';
import type { Limits } from '../limits.ts';
import { joined, type Translated } from '../wording.ts';

export const FIELDS: Readonly<Record<string, string>> = {
  prompt: '提示词',
  negativePrompt: '负面提示词',
  width: '宽度',
  height: '高度',
  steps: '步数',
  guidanceScale: '引导强度',
  seed: '种子',
  count: '张数',
  variation: '变体程度',
  variationSeed: '变体种子',
  model: '模型',
  sampler: '采样器',
  startImage: '起点图片',
  mask: '蒙版',
  feather: '羽化',
  outpaint: '扩展',
  loras: 'LoRA 列表',
  pagScale: 'PAG 强度',
  pagLayers: 'PAG 模块列表',
  pagAdaptive: 'PAG 自适应系数',
  quality: '质量',
  refine: '精修',
  control: '控制图片',
  controlnet: 'ControlNet',
  controlFrom: '控制图片的类型',
  controlScale: '控制强度',
  controlStart: '控制开始',
  controlEnd: '控制结束',
  strength: '变化程度',
};

/** e.g. “1 到 16 之间的整数” */
export function allowed(limits: Limits | undefined): string {
  switch (limits?.kind) {
    case 'whole':
      return `${limits.min} 到 ${limits.max} 之间的整数`;
    case 'real':
      return limits.above
        ? `大于 ${limits.min} 且不超过 ${limits.max} 的数字`
        : `${limits.min} 到 ${limits.max} 之间的数字`;
    case 'choice':
      return `${joined(limits.names, '、')} 之一`;
    case 'flag':
      return ' true 或不填';
    case 'loras':
      return `最多 ${limits.most} 个文件的列表，强度从 ${limits.min} 到 ${limits.max}`;
    case 'picture':
      return '与其尺寸相符的 RGBA 字节';
    case 'model-name':
      return '列表中某个模型的名称';
    case 'size':
      return '512 或 1024x768 这样的写法';
    case 'words':
      return '文字';
  }
  return '其他值';
}

function field(facts: { readonly field: string; readonly limits: Limits; readonly given: string }): string {
  const name = FIELDS[facts.field] ?? facts.field ?? '此值';
  return `${name}必须是${allowed(facts.limits)}，但给出的是 ${facts.given ?? '其他值'}。`;
}

const table = {
  'request-invalid:field': field,
  'size-out-of-range:field': field,
  'steps-out-of-range:field': field,
  'guidance-out-of-range:field': field,
  'seed-out-of-range:field': field,
  'count-out-of-range:field': field,
  'variation-out-of-range:field': field,
  'strength-out-of-range:field': field,
  'image-unreadable:field': field,
  'size-out-of-range:area': '图片最多有 {max} 个像素（4096 × 4096），但要求的是 {width} × {height}。请减小宽度或高度。',
  'size-out-of-range:document': '此处的图片每边最多 {max} 像素，请减小宽度或高度。',
  'mask-unfit:size':
    '蒙版有 {maskWidth} × {maskHeight} 像素，图片有 {width} × {height} 像素。请使蒙版与图片一样大；蒙版中白色的部分会改变。',
  'mask-unfit:picture':
    '蒙版未显示的部分保持原样，因此结果与图片一样是 {width} × {height} 像素；要求的却是 {askedWidth} × {askedHeight}。请不要指定尺寸，或先调整图片和蒙版的大小。',
  'mask-unfit:outpaint':
    '图片有 {width} × {height} 像素。要绘制其周围的部分，请要求一个更大且任何一边都不更小的尺寸；要求的却是 {askedWidth} × {askedHeight}。',
  'controlnet-missing:unsaid':
    '请说明由哪个 ControlNet 依照控制图片绘制（--controlnet）：文件夹、文件，或 Hugging Face 上的标识，例如 ishan24/Sana_600M_1024px_ControlNetPlus_diffusers。',
  'controlnet-missing:file': '{name} 处没有 ControlNet。请检查路径或标识。',
  'controlnet-missing:here': '此处无法打开 ControlNet。请在命令行中绘制，或去掉控制图片。',
  'controlnet-unfit:none':
    '{file} 不是 Sana 的 ControlNet：其中没有 input_block。请选择其 “controlnet” 文件夹或官方的 .pth。',
  'controlnet-unfit:width':
    '{file} 是用于宽度为 {found} 的 Sana 的 ControlNet；{model} 的宽度为 {width}。请选择为此模型制作的那个（1152：0.6B，2240：1.6B）。',
  'controlnet-unfit:blocks':
    '{file} 有 {found} 个块，而 {model} 最多容纳 {most} 个 ControlNet 块。请选择为此模型制作的那个。',
  'controlnet-unfit:generation':
    '{file} 是用于与 {model} 不同一代 Sana 的 ControlNet：两者中只有一个对查询和键做归一化。请选择为此模型制作的那个。',
  'controlnet-unfit:family':
    '{file} 是用于 Sana 的 ControlNet，而 {model} 是 Sprint，没有为其训练的 ControlNet。请选择 Sana 1.0 的模型。',
  'request-invalid:control-span': '控制图片从步骤的 {start} 到 {end} 起作用，等于不起作用。请让结束晚于开始。',
  'refine-unfit:mask': '精修的图片会全部重新绘制，没有任何部分会保持原样。请先改变局部，再精修结果。',
  'refine-unfit:size':
    '要精修的图片有 {width} × {height} 像素，要求的却是 {askedWidth} × {askedHeight}。请不要指定尺寸。',
  'refine-unfit:area':
    '精修 {refine} 倍后图片会有 {width} × {height} 像素；最多绘制 4096 × 4096，单边 8192。请选择更小的尺寸。',
  'request-invalid:object': '请求必须是包含提示词的对象。',
  'request-invalid:empty': '请描述图片的内容。',
  'request-invalid:message': '{what}：{field} 不符合要求（{detail}）。',
  'request-invalid:source': '此处无法打开“{kind}”类型的模型，可用的类型有：{kinds}。',
  'request-invalid:pag-layers': 'PAG 无法扰动 {given}：{model} 有 transformer_blocks.0 到 transformer_blocks.{last}。',
  'request-invalid:solver': ({ given, fitting }: { readonly given: string; readonly fitting: readonly string[] }) =>
    `此模型不能使用采样器 ${given ?? ''}。请选择 ${joined(fitting, ' 或 ')}，或不指定采样器。`,
  'style-unreadable:format': '{what} 中没有可以读取的风格。请选择在此处保存的文件，或按其格式制作的文件。',
  'style-unreadable:version': '{what} 由更新的版本保存。请先更新此版本，再打开。',
  'style-unreadable:value': (facts: {
    readonly what: string;
    readonly field: string;
    readonly given: string;
    readonly limits: Limits;
  }) =>
    `${facts.what ?? '文件'}：某个风格的 ${facts.field ?? '字段'} 是 ${facts.given ?? '其他值'}，必须是${allowed(facts.limits)}。请更正后重新打开。`,
  'policy-unreadable': '{what} 不是安全策略：{field}：{detail}。请按 docs/safety.md 中的格式编写。',
  'policy-unreadable:missing': '{what} 不存在：设置 {setting} 将其指定为安全策略文件。请把它放到那里，或更改设置。',
  'probe-unreadable:value': '{what} 不是探针文件：{field}：{detail}。请选择由本程序拟合的探针。',
  'probe-unreadable:version': '{what} 来自更新的版本。请更新本程序，或重新拟合探针。',
  'probe-unfit:size':
    '安全策略的探针是在 {name}（{layers} 层，每层 {width} 个数）上拟合的，而此模型的文本编码器有 {ownLayers} 层，每层 {ownWidth} 个数。请选择使用该文本编码器的模型，或从策略中去掉探针。',
  'probe-unfit:other':
    '安全策略的探针是在 {name} 上拟合的，而此模型的文本编码器是另一个。请选择使用该文本编码器的模型，或从策略中去掉探针。',
  'classifier-missing':
    '安全策略要求检查图片，但这里没有用于检查的分类器。请添加它（sana models add open-nsfw）并使用命令行，或从策略中去掉 “pictures”。',
  'model-unsupported:no-turns':
    '安全策略要就提示词询问文本编码器，而此模型的文本编码器没有 {token}，无法询问。请选择带有 Gemma-2-2b-it 的模型，或从策略中去掉 “question”。',
  'asker-missing':
    '安全策略要求就提示词询问 {model}，这只能在命令行中进行。请从策略的 “question” 中去掉 “model”，或在命令行中绘制。',
  'request-refused': ({ words }: { readonly words: readonly string[] }) =>
    `提示词中有不能绘制的词：${joined(words, '、', word => `“${word}”`)}。请去掉这些词，或允许将其替换为 ❤️。`,
  'request-refused:second-look': '安全策略的第二次检查认为此提示词要求绘制不被允许的内容。请换一种写法。',
  'prompt-too-long': '提示词有 {length} 个字符，请缩短到 {limit} 个以内。',
  'prompt-not-unicode:surrogate': '提示词不是有效的 Unicode：位置 {offset} 处有半个代理对（U+{unit}），请将其删除。',
  'prompt-not-unicode:bytes': '提示词不是有效的 Unicode（UTF-8）。请重新输入或转换编码。',

  'image-unreadable:pixels': (facts: PixelFacts) =>
    `${FIELDS[facts.field] ?? facts.field ?? '图片'}必须是与其尺寸相符的 RGBA 字节，但 ${facts.width ?? '…'} × ${facts.height ?? '…'} 像素的图片带有 ${facts.length ?? '0'} 个字节。请重新读取图片。`,
  'image-unreadable:not-png': '这不是 PNG 图片，请选择 PNG 文件。',
  'image-unreadable:too-many-pixels': '图片有 {width} × {height} 像素，请先缩小到 {limit} 像素以内。',
  'image-unreadable:damaged': 'PNG 图片已损坏或不完整，请重新保存。',
  'image-unreadable:not-webp': '这不是 WebP 文件。',
  'image-unreadable:unknown': '这不是可以读取的图片，请选择其他图片。',
  'image-unreadable:no-request': '图片中没有生成请求，请重新生成。',
  'image-unreadable:file': '文件 {file}：{problem}',
  'image-unreadable:file-size': '{file} 有 {size} 字节，请选择较小的 PNG 图片。',
  'out-of-memory:picture': '内存不足，无法读取图片。请选择较小的图片。',
} as const;

export const request = table satisfies Translated<typeof en, typeof table>;
