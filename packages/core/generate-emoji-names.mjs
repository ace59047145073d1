// Writes src/image/emoji-names.ts: what Unicode calls each emoji, in English, as words of a file's name.
// Usage: npm run generate:emoji
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const LINE = 108;
const path = createRequire(import.meta.url).resolve('unicode-emoji-json/data-by-emoji.json');
const named = Object.entries(JSON.parse(readFileSync(path, 'utf8')))
  .map(([emoji, { slug }]) => [[...emoji].filter(part => part !== '\ufe0f'), slug.replaceAll('_', '-')])
  // what is made of several is called after its parts
  .filter(([parts]) => parts.length === 1)
  .map(([[character], name]) => [character.codePointAt(0), name])
  .sort(([a], [b]) => a - b);

let next = 0;
const tokens = named.flatMap(([code, name]) => {
  const gap = code - next;
  next = code + 1;
  return gap > 0 ? [`+${gap.toString(36)}`, name] : [name];
});

const lines = [''];
for (const token of tokens) {
  const line = lines.at(-1);
  if (line.length + token.length > LINE) lines.push(token);
  else lines[lines.length - 1] = line === '' ? token : `${line} ${token}`;
}
writeFileSync(
  new URL('src/image/emoji-names.ts', import.meta.url),
  `// Made by generate-emoji-names.mjs from the names of Unicode's CLDR (through the npm package unicode-emoji-json, MIT).

/** Names of emoji in the order of their code points; \`+n\`: n code points (in base 36) have none. */
export const EMOJI_NAMES =
${lines.map((line, index) => `  '${line}${index < lines.length - 1 ? " ' +" : "';"}`).join('\n')}
`,
);
