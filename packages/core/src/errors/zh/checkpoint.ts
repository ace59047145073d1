import type { checkpoint as en } from '../en/checkpoint.ts';
import type { Translated } from '../wording.ts';

const corrupt = <const What extends string>(what: What) => `{file}：${what}。请重新下载该文件。` as const;

const refused = <const What extends string>(what: What) =>
  `{file} 包含${what}，Sana 模型文件不需要它，而且它可能有害。未执行任何内容。请使用官方来源的文件，或 safetensors 格式的文件。` as const;

const stages = <const What extends string>(what: What) =>
  `自动编码器的 config.json：{field} ${what}。请检查该文件是否属于官方 Sana 模型。` as const;

const table = {
  'model-not-found:folder': '没有文件夹 {folder}。请检查路径，或先下载模型。',
  'model-not-found:picked': '此文件夹中没有 {file}。请选择官方结构的 Sana 模型文件夹。',
  'file-missing:path': '没有文件 {file}。请检查路径。',
  'file-missing:unreadable': '无法读取 {file}（{detail}）。请检查它是否存在、是否打开以及是否有读取权限。',
  'file-missing:outside': '“{file}”不是 {folder} 中的文件名。请检查模型文件。',
  'file-missing:part':
    '{folder} 中没有 {file}。它应是 Sana 的官方 diffusers 文件夹（包含 model_index.json 以及 transformer、text_encoder、tokenizer、scheduler、vae 文件夹）：请下载缺少的部分。',
  'file-missing:shard': '{index} 中列出的分片 {file} 不存在，请一并下载。',
  'file-truncated:range': '{file} 有 {size} 字节，但需要位置 {offset} 处的 {length} 字节。文件不完整，请重新下载。',
  'file-truncated:moved': '{file} 已无法读取。如果文件被移动或修改，请重新选择。',
  'file-truncated:tensor':
    '{file}：{tensor} 的数据到第 {end} 字节结束，而文件只有 {size} 字节。文件不完整，请重新下载。',
  'file-truncated:zip': '{file} 末尾没有 zip 目录。文件不完整，或不是 .pth 模型文件，请重新下载。',
  'over-budget:bytes': '{what} 超过 {most} 字节，真实的文件不会这么大。其余部分未读取。请检查其来源。',
  'over-budget:entries': '{what} 超过 {most} 个条目，真实的文件不会这么多。其余部分未读取。请检查其来源。',
  'over-budget:depth': '{what} 的嵌套超过 {most} 层，真实的文件不会这样。请检查其来源。',
  'over-budget:unpacked':
    '{what} 解压后超过其 {width} × {height} 像素所需的 {most} 字节。其余部分未解压。请选择其他图片。',
  'over-budget:pixels': '{what} 超过 {most} 像素。请选择较小的图片。',
  'over-budget:characters': '{what} 超过 {most} 个字符，真实的内容不会这么长。请检查其来源。',
  'over-budget:seconds': '{what} 用时超过 {most} 秒，已放弃。请稍后重试，或使用其他来源。',
  'out-of-memory:file': '{file}：没有 {length} 字节的内存。请关闭其他程序，或使用较小的模型。',

  'file-corrupt:lfs': corrupt('这是 Git LFS 指针，而不是文件本身；请运行“git lfs pull”'),
  'file-corrupt:no-safetensors': corrupt('这不是 safetensors 文件（其文件头将有 {headerLength} 字节）'),
  'file-corrupt:header-json': corrupt('safetensors 文件头不是有效的 JSON'),
  'file-corrupt:header-object': corrupt('safetensors 文件头不是对象'),
  'file-corrupt:header-entry': corrupt('文件头中的条目 {tensor} 不是对象'),
  'file-corrupt:tensor-shape': corrupt('{tensor} 的形状无效'),
  'file-corrupt:tensor-offsets': corrupt('{tensor} 的数据位置无效'),
  'file-corrupt:tensor-bytes': corrupt('{tensor} 是 {dtype} [{shape}]，但其数据有 {bytes} 字节'),
  'file-corrupt:overlap': corrupt('{tensor} 的数据与前一个张量重叠'),
  'file-corrupt:hole': corrupt('{tensor} 的数据前有空隙'),
  'file-corrupt:rest': corrupt('末尾有 {bytes} 字节不属于任何张量'),
  'file-corrupt:zip64': corrupt('其 zip64 目录已损坏'),
  'file-corrupt:zip64-field': corrupt('其目录中的 zip64 字段太短'),
  'file-corrupt:zip-count': corrupt('其 zip 目录声称在 {length} 字节中有 {count} 个条目'),
  'file-corrupt:zip-entry': corrupt('其 zip 目录的第 {entry} 个条目已损坏'),
  'file-corrupt:zip-entry-cut': corrupt('其 zip 目录的第 {entry} 个条目不完整'),
  'file-corrupt:zip-sizes': corrupt('{entry} 有两个不同的大小'),
  'file-corrupt:zip-header': corrupt('{entry} 的头部已损坏'),
  'file-corrupt:zip-twice': corrupt('其 zip 目录中有重复的条目'),
  'file-corrupt:pickle-cut': corrupt('张量列表不完整'),
  'file-corrupt:pickle-inconsistent': corrupt('张量列表前后矛盾'),
  'file-corrupt:pickle-text': corrupt('张量列表中的一个名称不是文字'),
  'file-corrupt:pickle-append': corrupt('向不是列表的对象追加了内容'),
  'file-corrupt:pickle-dictionary': corrupt('在不是字典的对象中设置了条目'),
  'file-corrupt:pickle-global': corrupt('一个名称不是文字'),
  'file-corrupt:pickle-arguments': corrupt('{call} 的参数没有意义'),
  'file-corrupt:pickle-storage': corrupt('存储的描述没有意义'),
  'file-corrupt:pickle-memo': corrupt('张量列表引用了不存在的内容'),
  'file-corrupt:torch-shape': corrupt('{tensor} 的形状 [{shape}] 不可能存在'),
  'file-corrupt:torch-values': corrupt('压缩包中没有 {tensor} 的值'),
  'file-corrupt:torch-bytes': corrupt('{tensor}：压缩包中有 {bytes} 字节，对应 {count} 个 {dtype} 值'),
  'file-corrupt:torch-storage': corrupt('{tensor} 需要 {needed} 个值，但其存储只有 {count} 个'),
  'file-corrupt:no-gguf': corrupt('这不是 GGUF 文件'),
  'file-corrupt:gguf-text': corrupt('文件头中的某个名称或词元不是 UTF-8'),
  'file-corrupt:gguf-value': corrupt('文件头中 {key} 的值的类型不存在'),
  'file-corrupt:gguf-twice': corrupt('文件头中 {name} 出现了两次'),
  'file-corrupt:gguf-alignment': corrupt('文件头要求的对齐方式不存在'),

  'pickle-refused:operations': refused('超过 {operations} 个操作'),
  'pickle-refused:key': refused('既不是文字也不是数字的字典键'),
  'pickle-refused:global': refused(' {global}'),
  'pickle-refused:attributes': refused('带有属性的对象'),
  'pickle-refused:operation': refused(' pickle 操作 {operation}'),
  'pickle-refused:long-integer': refused(' {length} 字节的整数'),
  'pickle-refused:integer': refused('整数 {value}'),

  'config-invalid:json': '{file} 不是有效的 JSON。请重新下载该文件。',
  'config-invalid:index': '{folder} 中的 {file} 没有写明流水线（_class_name）。请重新下载该文件。',
  'config-invalid:text-width':
    '{folder}：transformer 与文本编码器的宽度不同（{a} 和 {b}）。这些部分不属于同一个模型，请从同一处下载。',
  'config-invalid:latent-channels':
    '{folder}：transformer 与自动编码器的潜变量通道数不同（{a} 和 {b}）。这些部分不属于同一个模型，请从同一处下载。',
  'config-invalid:value': '{file}：{field}：{detail}。这不是 Sana 模型使用的配置，请检查文件夹中是否为官方 Sana 模型。',
  'config-invalid:content':
    '{file}：文件内容：{detail}。这不是 Sana 模型使用的配置，请检查文件夹中是否为官方 Sana 模型。',
  'config-invalid:network': '{network} 的配置所描述的网络前后不符：{problem}。请检查该文件是否属于官方 Sana 模型。',
  'config-invalid:scheduler': '{file}：{field}：{detail}。该设置会改变图片且不受支持，请使用官方 Sana 模型的调度器。',
  'config-invalid:scheduler-class': '{file} 是 {scheduler}，不受支持。Sana 模型使用 {schedulers} 采样。',
  'config-invalid:heads':
    '{file} 的宽度为 {width}，与任何已发布的 Sana 模型都不同，因此无法得知其交叉注意力头数。请将与其配套的 transformer/config.json 放入模型文件夹。',
  'config-invalid:shards': '{file} 中没有从张量名到文件名的 weight_map。请重新下载该文件。',
  'config-invalid:tokenizer': '无法使用分词器文件（{detail}）。请重新下载模型的 tokenizer 文件夹。',
  'config-invalid:tokenizer-part':
    '{file}：{part} 为 {kind}，Sana 模型的分词器中没有这种组成部分，未予运行。请从官方来源下载模型的 tokenizer 文件夹。',
  'config-invalid:pieces': '{file} 中的分词器无法使用（{detail}）。请重新下载该文件。',
  'config-invalid:stage-count': stages('列出 {listed} 个阶段，而 {other} 列出 {count} 个'),
  'config-invalid:stage-empty': stages('在需要改变分辨率的第 {stage} 阶段没有层'),
  'config-invalid:stage-heads': stages('有 {channels} 个通道，不是 attention_head_dim 的倍数'),
  'config-invalid:stage-wide': stages('在第 {stage} 阶段有 {channels} 个通道，每个像素超过 {most} 个数值'),
  'config-invalid:stage-factor': stages('中相邻阶段的通道数不能整除（{factor}）'),

  'model-unsupported:pipeline': '{folder} 是 {pipeline}。此处可用的是 {pipelines} 的模型。',
  'model-unsupported:zip':
    '{file}：{entry} 经过压缩或加密，而 torch.save 写出的模型文件两者都不是。请用 torch 重新保存。',
  'model-unsupported:bin':
    '{file} 是 .bin 文件：Python 的 pickle，用 Python 打开时可能会运行程序。这类文件中，这里只读取 Sana 自己的 .pth 检查点，并且只当作数据读取。请选用旁边的 .safetensors 文件。',
  'model-unsupported:lora':
    '{file} 是 LoRA：它修改一个 transformer，本身不是 transformer。请选择完整 transformer 的文件。',
  'model-unsupported:controlnet':
    '{file} 是 ControlNet：它与 transformer 并列，本身不是 transformer。请选择完整 transformer 的文件。',
  'model-unsupported:nunchaku':
    '{file} 是为 nunchaku（SVDQuant）打包的：权重按 NVIDIA 张量核心的顺序排列，只有该程序能解开。请选用同一模型的 .safetensors 或 .pth 文件，或它的 GGUF。',
  'model-unsupported:no-text-encoder': '{file} 中没有 Gemma 2。请选择 gemma-2-2b-it 的 .gguf 或 .safetensors 文件。',
  'model-unsupported:latent-channels':
    '{file} 解码 {found} 通道的潜变量，而 transformer {other} 生成的是 {wanted} 通道。这些部分不能配在一起：请选用 Sana 的自编码器（32 通道的 DC-AE）。',
  'model-unsupported:no-autoencoder':
    '{file} 中没有 Sana 的自编码器（DC-AE），既没有 diffusers 的名称，也没有原始仓库的名称。请选择别的文件。',
  'model-unsupported:no-transformer':
    '{file} 中没有 Sana transformer（既没有 x_embedder.proj.weight，也没有 patch_embed.proj.weight）。请选择其他文件。',
  'model-unsupported:strided': '{file} 中的 {tensor} 是转置的或不连续的值。请用 .contiguous() 保存。',
  'model-unsupported:no-dictionary': '{file} 中没有张量字典。请选择 Sana transformer 的模型文件。',
  'model-unsupported:other-zip': '{file} 是 zip 文件，但不是 torch.save 写出的。请选择 Sana 模型的 .pth 文件。',
  'model-unsupported:old-torch': '{file} 是 torch 1.6 之前的格式。请用 torch 载入后重新保存。',
  'model-unsupported:big-endian': '{file} 是在大端序的机器上写出的。请在其他机器上重新保存。',
  'model-unsupported:gguf-version':
    '{file} 是第 {version} 版的 GGUF。可用的是第 2 版和第 3 版；请用新版 llama.cpp 重新转换模型。',
  'model-unsupported:gguf-architecture':
    '{file} 是架构为 {found} 的 GGUF。Sana 用 Gemma 2（gemma2）阅读提示词：请选用 gemma-2-2b-it 的 GGUF。',
  'model-unsupported:gguf-pieces':
    '{file} 是一个 GGUF 的 {count} 个分片之一。请用 llama.cpp 合并：llama-gguf-split --merge 第一个分片 完整.gguf；或选用完整的文件。',
  'model-unsupported:gguf-tokenizer':
    '{file} 中的分词器是 {found} 类型，而 Gemma 2 的不是（应为 llama）。请选用 gemma-2-2b-it 的其他 GGUF。',
  'model-unsupported:base-text-encoder':
    '{file} 是 Gemma 2 的基础模型。Sana 用经过指令微调的模型阅读提示词，其形状相同而权重不同：请选用 gemma-2-2b-it。',
  'model-unsupported:text-encoder-width':
    '{file} 的宽度为 {found}{size}；此模型的 transformer 所用的文本编码器宽度为 {wanted}{wantedSize}。请选用其他文件。',

  'tensor-missing:file': '{file} 中没有张量 {tensor}。请检查该文件是否属于此模型，以及是否完整。',
  'tensor-missing:model':
    '{file}：缺少张量 {tensor} [{expected}]。文件不完整或属于其他模型，请从同一处重新下载权重和 config.json。',
  'tensor-missing:shard': '{index} 称 {tensor} 在 {file} 中，但并不在。请从同一处重新下载索引和分片。',
  'tensor-shape:model':
    '{file}：{tensor} 的形状是 [{found}]，而按配置应为 [{expected}]。权重与 config.json 不配套，请从同一处重新下载两者。',
  'tensor-shape:rows': '{file}：{tensor} 有 {height} 行，第 {from} 到 {to} 行不存在。',
  'tensor-shape:split': '{file}：{tensor} 的形状是 [{found}]，其行数不能被 {parts} 整除。这不是 Sana 模型文件。',
  'tensor-shape:groups':
    '{file}：{tensor} 的形状为 [{found}]，无法以 16 或 32 个一组为 {inputs} 个值提供比例。文件已损坏，或以其他方式打包：请重新下载。',
  'tensor-dtype:weights': '{file}：{tensor} 中是 {dtype} 值，而此处应为权重。',
  'tensor-dtype:unknown':
    '{file}：{tensor} 的元素类型是 {dtype}，Sana 模型文件不使用它。请选用 F32、F16 或 BF16 的文件。',
  'tensor-dtype:gguf': '{file}：{tensor} 的类型为 {number}，此版本不认识它。请选用 Q4_0、Q4_K_M、Q8_0 或 F16 的文件。',
  'tensor-dtype:blocks':
    '{file}：{tensor} 以 {dtype} 存储。可用的是 F32、F16、BF16 和 {known}：请选用 Q4_0、Q4_K_M、Q8_0 或 F16 的文件。',
  'weights-not-finite': '{file} 中的张量 {tensor} 含有非有限的数值。文件已损坏，请重新下载。',
} as const;

export const checkpoint = table satisfies Translated<typeof en, typeof table>;
