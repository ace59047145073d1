import type { documents as en } from '../en/documents.ts';
import type { Limits } from '../limits.ts';
import { joined, type Translated } from '../wording.ts';
import { allowed } from './request.ts';

const table = {
  'document-refused:removed': '该图层已不存在。请选择其他图层后重试。',
  'document-refused:locked': '“{layer}”或其所在的图层已锁定。请解锁后重试。',
  'document-refused:read-only': '开发模式下无法修改图层，请下载图片。',
  'document-refused:too-large': '图片每边超过 {max} 像素，请生成较小的图片。',
  'document-refused:not-a-picture': '无法读取图片，请重新生成。',
  'document-refused:not-overridable': '“{layer}”属于组件，无法在此修改。请修改主组件，或选择“放在旁边”。',
  'document-refused:not-writable': '“{layer}”无法容纳图片。请选择形状或画框，或选择“放在旁边”。',
  'document-refused:nothing-selected': '请选择作为起点的图层。',
  'document-refused:not-exportable': '“{layer}”无法用作图片，请选择可见的图层。',
  'document-refused:no-wireframe': '请选择要据以绘制的画框：其中的形状会成为图片的线条。',
  'document-refused:several-selected': '选择了多个图层。请只选择要据以绘制的画框。',
  'document-refused:too-detailed': '“{layer}”内容过多，无法据以绘制。请选择较小的画框，或隐藏其中的图片。',
  'document-refused:no-lines': '“{layer}”中只有文字，而文字会被略去。请在其中画出形状后重试。',
  'document-refused:no-masked-picture': '请选择带有图片的图层，并同时选择盖在要修改部分上的形状。',
  'document-refused:no-mask-shapes': '“{layer}”中没有标出任何部分。请在要修改的部分上画出形状，并与图层一起选择。',
  'document-refused:mask-outside': '所选形状没有盖在“{layer}”的图片上。请把它们移到要修改的部分上。',
  'document-refused:tiled': '“{layer}”中的图片是平铺的。请在 Figma 中改为“填充”或“适应”后重试。',
  'document-refused:failed': ({ layer }: { readonly layer?: string }) =>
    layer ? `无法修改“${layer}”。请选择其他图层后重试。` : '操作未成功，请重试。',
  'storage-full:plugin': '没有更多空间保存此插件的数据。请下载图片，或缩短提示词。',

  'document-refused:not-there': '{document} 已经不在了。',
  'document-refused:gone': '文档 {document} 已无法打开。请在以前的图片中选择这张图片，插入到其他文档。',
  'document-refused:not-json': '此笔记本不是 JSON，或不完整。请在原程序中重新保存。',
  'request-invalid:no-document': '请先打开一个 Markdown 文档。',
  'request-invalid:no-document-for-picture': '请打开要插入图片的 Markdown 文档，然后再次插入。',
  'request-invalid:no-image-file':
    '光标处没有此工作区中的图片。请把光标放在文件位于此处的图片上，或从资源管理器中的文件开始。',
  'request-invalid:no-picture-here': '光标处没有由 Sana 生成的图片。',
  'request-invalid:no-words-here': '光标处没有文字。',
  'request-invalid:no-heading': '光标在第一个标题之前。',
  'request-invalid:no-front-matter': '文档没有包含标题或描述的头信息。',
  'request-invalid:nothing-to-illustrate': '文档中还没有可以配图的内容。',
  'request-invalid:block': ({ field, given, limits }: { field: string; given: string; limits: Limits }) =>
    `在 sana 代码块中，${field ?? '某一行'} 是 ${given ?? '其他值'}，但必须是${allowed(limits)}。请更正后重试。`,
  'request-invalid:block-option': ({ given, known }: { readonly given: string; readonly known: readonly string[] }) =>
    `sana 代码块没有设置 ${given ?? '…'}。可用的有：${known?.length ? joined(known, '、') : '…'}。请更正后重试。`,
  'request-invalid:block-open': 'sana 代码块没有结束，之后的全部内容都会成为提示词。请在提示词之后加一行 ```。',
  'request-invalid:no-format':
    '无法将图片放入语言为 {language} 的文档。请使用 markdown、MDX、Quarto、AsciiDoc 或 reStructuredText。',
  'request-invalid:notebook':
    '{file} 的文字在单元格中，无法用行号指定。请去掉 --at，其 Markdown 单元格要求的图片都会绘制。',
  'request-invalid:selection-only': '在 AsciiDoc 和 reStructuredText 中，必须在编辑器里选中要绘制的文字。',
  'request-invalid:nothing-here': '此处没有可绘制的内容：既没有文字，也没有缺少图片的图像。',
  'request-invalid:no-alt': ({ target }: { readonly target: string }) =>
    `${target ? `图片“${target}”不存在，该图像` : '此图像没有图片，'}也没有说明要画什么的替代文字。请在方括号中或 alt 中写明。`,
  'request-invalid:no-place': '这里找不到放入图片而不改变文档其余部分的位置。请将光标移到另一个段落。',
  'request-invalid:shared-target': '更改此图像的目标会改变文档中的其他内容。请手动更改。',
  'request-invalid:glob':
    '设置 markdown.copyFiles.destination 中的模式 {glob} 匹配起来太慢：一个名称中最多使用 {most} 个 *，整个模式中最多使用 {most} 个 **。',
  'request-invalid:image-gone': '文档中已没有要放置图片的那个图像，请手动插入。',
  'request-invalid:picture-gone': '文档中的图片已不是插入时的样子，没有可撤销的内容。',
  'request-invalid:no-image-here': '光标处没有图像。',
  'request-invalid:no-images': '此文档中没有文件在本地的图像。',
  'request-invalid:alt-image-gone': '替代文本所属的图像已不在文档中，没有为它写入任何内容。',
  'request-invalid:alt-place': '在该处写入替代文本会改变文档中的其他内容。请手动填写。',
  'request-invalid:alt-markdown-only': '替代文本只能写入 Markdown 文档。',
  'request-invalid:no-webp': '此浏览器无法写入 WebP 文件，请在设置“Sana Studio: Image Format”中选择 PNG。',
  'image-unreadable:broken': '{file} 已损坏或不完整。请重新保存。',
  'file-missing:picture': '图片 {picture} 不存在或无法读取。',
  'file-missing:picture-elsewhere': '图片 {picture} 不是此工作区中的文件，因此不会询问它的内容。您可以自己撰写文本。',
  'captioner-unavailable:permission': '不能询问 {model}：VS Code 没有得到您的许可。请在询问时允许，或选择其他模型。',
  'captioner-unavailable:blocked': '{model} 现在不应答：提供方拒绝了请求，或您的额度已用完。',
  'captioner-unavailable:gone': '模型 {model} 已不存在。请选择其他模型。',
  'captioner-unavailable:language-model': '无法询问 {model}：{detail}',
  'captioner-unavailable:none':
    '没有可以询问图片内容的模型。请在 VS Code 中安装一个，或设置“Sana Studio: Caption Model”。',
  'file-missing:resource': '无法读取扩展的文件 {file}。请重新加载窗口，或重新安装扩展。',
  'file-unwritable:outside':
    '图片将写入 {path}，它在 {workspaceFolder} 之外。请更正设置“Sana Studio: Folder”或“Markdown › Copy Files: Destination”。',
  'file-unwritable:kept-read-only': '无法修改 {document}：设置“files.readonlyInclude”使其保持只读。',
  'file-unwritable:scheme': '无法修改 {document}：“{scheme}”的文件是只读的。',
  'file-unwritable:read-only': '无法修改 {document}：文件是只读的。',
  'file-unwritable:edit': '无法修改 {document}，它可能是只读的。',
  'file-unwritable:not-removed': '无法删除这些图片；其中可能有只读文件。',
  'file-unwritable:picture': '无法将图片写入 {path}：{detail}',
  'file-unwritable:name-taken': '{path} 已存在。请用提示词和种子为图片命名。',
  'file-unwritable:no-folder': '没有可以写入图片的文件夹，请先打开一个。',
} as const;

export const documents = table satisfies Translated<typeof en, typeof table>;
