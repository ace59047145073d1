import { BUDGETS, overBudget } from '@sana-studio/core';

/** Byte order marks of the encodings that Windows writes besides UTF-8. */
const MARKS = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** Stands for bytes that are no text. */
export const REPLACEMENT = '\ufffd';

/**
 * The lines of a stream as they come, without their line breaks and without a byte order mark: UTF-8, or UTF-16 where a
 * mark says so. What is no text becomes `REPLACEMENT`. What follows the last line break is a line if it is not empty.
 * @throws SanaError `over-budget` for a stream or a line that is too long
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let head = Buffer.alloc(0);
  let length = 0;
  let rest = '';
  function* cut(text: string): Generator<string> {
    length += text.length;
    if (length > BUDGETS.promptList.most) throw overBudget('promptList', 'standard input');
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of [...lines, rest]) {
      if (line.length > BUDGETS.promptLine.most) throw overBudget('promptLine', 'standard input');
    }
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  for await (const chunk of stream) {
    let bytes: Uint8Array = chunk;
    if (!decoder) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 2) continue;
      const mark = MARKS.find(({ bytes: [first, second] }) => head[0] === first && head[1] === second);
      decoder = new TextDecoder(mark?.encoding ?? 'utf-8');
      bytes = head;
    }
    yield* cut(decoder.decode(bytes, { stream: true }));
  }
  decoder ??= new TextDecoder();
  yield* cut(length === 0 && head.length < 2 ? decoder.decode(head) : decoder.decode());
  if (rest !== '') yield rest.replace(/\r$/, '');
}
