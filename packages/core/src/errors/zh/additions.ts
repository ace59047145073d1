const unfit = <const What extends string>(what: What) => `无法使用 LoRA {file}：${what}` as const;

export const additions = {
  'lora-missing:file': '这里没有 LoRA {file}。请重新选择该文件，或不用它绘制。',
  'lora-missing:other':
    'LoRA {file} 与绘制该图片时所用的文件不同：它的 SHA-256 以 {found} 开头，而不是 {wanted}。请选择原来的文件，或去掉哈希值。',
  'lora-unfit:none': unfit('其中没有成对的 lora_A 与 lora_B，也没有 lora_down 与 lora_up。'),
  'lora-unfit:method': unfit('它是 {method}（{tensor}），这里不支持。支持的是两个矩阵成对的 LoRA。'),
  'lora-unfit:dora': unfit('它是 DoRA，还会缩放权重的列，这里不支持。请去掉 use_dora 重新训练。'),
  'lora-unfit:text-encoder': unfit('它还修改文本编码器（{tensor}），这里不支持。请只为 transformer 训练或保存。'),
  'lora-unfit:tensor': unfit('其中有 {tensor}，LoRA 不会有这种张量。'),
  'lora-unfit:half': unfit('{module} 只有一对矩阵中的一个，缺少另一个。请重新下载该文件。'),
  'lora-unfit:twice': unfit('{module} 与 {other} 修改同一个矩阵。'),
  'lora-unfit:family': unfit('它是为 {family} 制作的：它修改 {module}，而 Sana 模型都没有这个模块。'),
  'lora-unfit:module': unfit('它修改 {module}，而 {model} 没有这个模块。它是为另一个模型制作的。'),
  'lora-unfit:no-matrix': unfit('{module} 不是矩阵：只能修改线性层和 1×1 卷积。'),
  'lora-unfit:shape': unfit('{module} 的形状为 {found}，而 {model} 中为 {expected}。它是为另一种大小的模型制作的。'),
  'lora-unfit:rank': unfit('{module} 的两个矩阵的秩为 {a} 和 {b}，两者必须相同且大于 0。'),
  'lora-unfit:alpha': unfit('{module} 的 alpha 不是数字。'),
  'lora-unfit:pattern': unfit('它的 alpha_pattern 中有键 {pattern}，不是简单的模块名模式。'),
  'lora-unfit:numbers': unfit('{tensor} 中有不是有限数字的值。训练失败了；请使用较早的训练步骤。'),
  'lora-unfit:insecure': '使用 LoRA 需要通过 https 打开页面，或在本机打开。请用这种方式打开页面。',
} as const;
