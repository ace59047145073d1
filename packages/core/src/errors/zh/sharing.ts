import type { sharing as en, NotFound } from '../en/sharing.ts';
import { joined, type Translated } from '../wording.ts';

const table = {
  'request-invalid:ollama':
    '“{reference}”不是 Ollama 模型的名称。请按“ollama list”显示的写法填写，例如 ollama:gemma2:2b。',
  'model-not-found:ollama': ({ model, folders, known }: NotFound) =>
    `此计算机上的 Ollama 没有模型 ${model ?? '…'}。${
      known?.length
        ? `现有：${joined(known, '、')}。`
        : `在 ${joined(folders ?? [], '、')} 中没有找到任何模型；若保存在别处，由 OLLAMA_MODELS 指定。`
    }用 Ollama 下载：ollama pull ${model ?? '…'}`,
  'file-missing:ollama': 'Ollama 记录了 {reference}，但其文件 {file} 已不存在。请重新下载：ollama pull {model}',
  'model-incomplete:found': '{folder} 中的模型不完整：{detail}',
  'network-failed:no-list': '{url} 不是模型的文件清单（{field}：{problem}）。请重新导出模型，或删除该文件。',
  'file-unwritable:export': '无法写入 {file}（{detail}）。请检查该文件夹，或选择另一个。',
  'file-unwritable:not-empty': '{folder} 中已有其他内容（{file}），因此没有写入任何东西。请选择一个空文件夹。',
  'storage-full:export': '没有空间存放 {file}。请释放一些空间，或选择另一磁盘上的文件夹。',
  'model-not-found:small-encoder':
    '{hub} 没有 GGUF 格式的文本编码器，已查找：{repositories}。请用 --text-encoder 指定文件，或不使用 --small。',
  'request-invalid:export-part':
    '{model} 的一部分位于单独的文件夹中，无法导出。请为它指定单个文件，或恢复使用模型自带的部分。',
  'request-invalid:team': '“{url}”不是模型列表的地址。请写成 https://team.example/models 的形式。',
  'network-failed:no-team-list': '{url} 不是模型列表（{field}：{problem}）。它应当形如 {example}。',
  'access-denied:picked': '浏览器要求再次确认后才能读取 {file}。请重新选择该文件。',
  'file-missing:picked': '{file} 已不在选择时的位置。请重新选择该文件。',
  'access-denied:picked-folder':
    '浏览器需要您的许可才能读取文件夹 {folder}：请在模型处选择“再次读取该文件夹”，或重新打开该文件夹。',
  'file-missing:picked-folder':
    '文件夹 {folder} 已无法读取：它被移动或删除，或其所在磁盘不可用。请从现在的位置重新打开它。',
  'access-denied:folder': '无法查看 {folder}（{detail}）。请检查其权限。',
} as const;

export const sharing = table satisfies Translated<typeof en, typeof table>;
