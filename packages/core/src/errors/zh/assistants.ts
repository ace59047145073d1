import type { assistants as en } from '../en/assistants.ts';
import type { Translated } from '../wording.ts';

const table = {
  'access-denied:outside': '{path} 不在这里可用的文件夹之下：{folders}。请给出其中的文件。',
  'access-denied:whole-disk': '它在 {folder} 启动，即整个磁盘。请用 --folder 文件夹 启动。',
  'request-invalid:tool-path': '“{path}”不能作为图片的路径（{detail}）。请写成 images/fox.png。',
  'request-invalid:tool': '工具 {tool} 不接受此项（{field}：{problem}）。',
  'request-invalid:no-tool': '没有工具 {tool}。现有：{known}。',
  'request-invalid:vary-unknown': '{file} 没有说明它由什么生成。请另给提示词：图中是什么。',
} as const;

export const assistants = table satisfies Translated<typeof en, typeof table>;
