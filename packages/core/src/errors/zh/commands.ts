import type { commands as en } from '../en/commands.ts';
import { joined, type Translated } from '../wording.ts';

const again = '请用 make_reference.py 重新生成该文件夹。';

const table = {
  'request-invalid:prompts-and-words': '--prompts 取代提示词。请去掉其中之一。',
  'request-invalid:no-prompts': '{file} 里没有提示词。CSV 文件需要“prompt”一列，markdown 文件需要列表。',
  'request-invalid:no-prompt-column': '{file} 没有“prompt”一列，只有{columns}。请在第一行给其中一列取这个名字。',
  'request-invalid:batch-size': '“{given}”不是尺寸。请写成 1024x768。',
  'request-invalid:batch-prompt': '这一行没有提示词。',
  'request-invalid:batch-id': '{file} 的第 {first} 行和第 {second} 行有同样的 id“{id}”，图片会重名。请改掉其中一个。',
  'request-invalid:batch-columns': '{file} 有两列含义相同：“{first}”和“{second}”。请去掉一列。',
  'request-invalid:batch-quotes': '{file} 第 {line} 行有一个引号没有闭合。请补上，或在值中写两个引号。',
  'request-invalid:batch-values': '有 {values} 个值，但只有 {columns} 列。请把含有逗号的内容放在引号里。',
  'prompt-not-unicode:list': '{file} 不是 UTF-8 编码，无法识别其中的文字。请在电子表格程序中另存为“CSV UTF-8”。',
  'file-unwritable:batch': '{file} 已经存在，而且不是这里生成的图片，因此没有替换。请把它移走，或换一个 id 或文件夹。',
  'cancelled:batch': '已停止：{all} 张图片中已有 {drawn} 张。用同样的命令可以继续。',
  'request-invalid:alone': '--{flag} 只有与 --{other} 一起使用才有效。请加上 --{add}。',
  'request-invalid:json-line': '第 {line} 行不是 JSON 字符串。请按 JSON 的写法，把每个提示词放在双引号中。',
  'request-invalid:origin': '“{origin}”不是来源。请写成 https://example.org 的形式，不带路径。',
  'request-invalid:built-in': '{model} 是内置模型。请另取名称：sana models import {folder} --name NAME',
  'request-invalid:hub-argument': '“{hub}”不是模型站点的地址。请写成 https://example.org 的形式。',
  'request-invalid:same-folder': '模型已经保存在 {folder} 中。',
  'model-not-found:argument': '没有文件夹 {model}，也没有这个名称的模型。查看有哪些模型：sana models',
  'model-not-found:file':
    '{file} 是文件。请给出含有 model_index.json 的模型文件夹；查看文件内容请用：sana inspect {file}',
  'model-not-found:not-fetched': '模型 {model} 不在这台计算机上。获取方法：sana models add {model}',
  'model-not-found:listed': ({ model, store, known }: { model: string; store: string; known: readonly string[] }) =>
    `${store ?? '存储'} 中没有模型 ${model ?? '…'}。现有：${known?.length ? joined(known, '、') : '无'}。`,
  'model-incomplete:argument': '{title} 不完整。继续下载：sana models add {model}',
  'licence-not-accepted:flag': ({ links }: { readonly links: readonly string[] }) =>
    `首次下载前，请阅读以下条款：${joined(links, ' 和 ')}。用 --accept-licence 表示接受。`,
  'licence-not-accepted:add': ({ links, model }: { readonly links: readonly string[]; readonly model: string }) =>
    `首次下载前，请阅读以下条款：${joined(links, ' 和 ')}。用以下命令表示接受：sana models add ${model ?? '…'} --accept-licence`,
  'cancelled:paused': '已暂停。运行同一命令即可继续。',
  'cancelled:paused-at': '已暂停：{total} 中的 {here} 已在此。运行同一命令即可继续。',
  'file-corrupt:deleted': ({ models }: { readonly models: readonly string[] }) =>
    `损坏的内容已删除。重新获取：${joined(models, '、', model => `sana models add ${model}`)}。`,
  'file-corrupt:differs': '{against} 中的内容与此处 {models} 的不同。如果更信任它，请删除这些模型并从那里重新添加。',
  'file-unwritable:out-folder': '没有文件夹 {folder}。请先创建它，或选择其他 --out。',
  'file-unwritable:out-is-folder': '{file} 是文件夹。请在 --out 中加上文件名。',
  'file-unwritable:out': '无法写入 {file}（{detail}）。请检查文件夹，或选择其他 --out。',
  'file-missing:reference':
    '{folder} 中没有 {file}。make_reference.py 写出的参考文件夹包含 model/、expected.json 和 expected.safetensors。',
  'config-invalid:reference': `expected.json 不是参考运行的记录：{field}：{detail}。${again}`,
  'tensor-missing:reference': `{file} 中没有 {tensor}。${again}`,
  'tensor-shape:reference': `{tensor} 在 expected.json 中是 [{noted}]，在 expected.safetensors 中却是 [{stored}]。${again}`,
  'tensor-missing:listed': '{part}：缺少张量：{items}。请重新下载此部分。',
  'tensor-shape:listed': '{part}：形状与 config.json 不符：{items}。请重新下载此部分。',
  'reference-differs':
    '{all} 个张量中有 {failed} 个与参考结果不同：{items}。请先看其中第一个，或用 --tolerance 放宽限度。',
  'storage-failed:settings':
    '{file} 没有说明模型保存在哪里（{detail}）。请在其中写入 {example}，或删除它以使用 {folder}。',
  'request-invalid:at-one-file': '--at 指的是一个文档中的位置。请只给出一个文件。',
  'file-missing:pattern': '没有文件符合 {pattern}。请检查该模式，并用引号括起来。',
  'file-missing:document': '没有文件 {file}。',
  'file-missing:no-documents': '文件夹 {folder} 中没有 Markdown、MDX 或 Quarto 文件。',
  'document-refused:not-utf-8': '{file} 不是 UTF-8 文本。请存为 UTF-8 后重试。',
  'document-refused:changed':
    '{file} 在绘制图片期间被修改，因此保持原样。请再次运行同一命令：图片已经存在，不会重复绘制。',
  'runtime-failed:port': '无法使用端口 {port}（{detail}）。请选择其他端口。',
} as const;

export const commands = table satisfies Translated<typeof en, typeof table>;
