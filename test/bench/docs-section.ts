import { readFile, writeFile } from 'node:fs/promises';

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Puts what was measured into a document, between `<!-- measured NAME -->` and `<!-- end -->`, in place of what was there.
 * @throws Error if the document has no such place
 */
export async function writeSection(file: string, name: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const opening = `<!-- measured ${name} -->\n`;
  const from = before.indexOf(opening);
  const to = before.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`${file} has no place for ${name}.`);
  await writeFile(file, `${before.slice(0, from)}${opening}\n${text.trim()}\n\n${before.slice(to)}`);
}
