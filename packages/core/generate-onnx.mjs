// Makes src/graph/onnx/onnx.js (readers and writers, by pbf) and onnx.d.ts (their types) of the onnx.proto beside them.
// Usage: npm run generate:onnx
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileRaw } from 'pbf/compile';
import { parse } from 'protocol-buffers-schema';

const folder = join(import.meta.dirname, 'src/graph/onnx');

const PRIMITIVES = { string: 'string', bytes: 'Uint8Array', float: 'number', int32: 'number', int64: 'number' };

const enumDeclaration = ({ name, values }, outer) =>
  `export declare const ${outer}${name}: {\n${Object.entries(values)
    .map(([word, { value }]) => `  readonly ${word}: ${value};\n`)
    .join('')}};\n`;

/** An inner message is called `TypeProtoTensor`, as pbf names its functions. */
function messageDeclarations({ name, fields, messages, enums }, outer = '') {
  const full = outer + name;
  const typeOf = type => {
    if (type in PRIMITIVES) return PRIMITIVES[type];
    if (enums.some(inner => inner.name === type)) return 'number';
    return messages.some(inner => inner.name === type) ? full + type : type;
  };
  const lines = fields.map(({ name, type, repeated }) =>
    repeated ? `  ${name}?: readonly ${typeOf(type)}[];\n` : `  ${name}?: ${typeOf(type)} | undefined;\n`,
  );
  return [
    `export interface ${full} {\n${lines.join('')}}\n`,
    `export function read${full}(pbf: PbfReader, end?: number): ${full};\n`,
    `export function write${full}(message: ${full}, pbf: PbfWriter): void;\n`,
    ...enums.map(inner => enumDeclaration(inner, full)),
    ...messages.flatMap(inner => messageDeclarations(inner, full)),
  ];
}

/** The two files' texts by their names. */
export async function generate() {
  const schema = parse(await readFile(join(folder, 'onnx.proto')));
  const note = '// Made of onnx.proto by npm run generate:onnx.\n';
  const declarations = schema.messages.flatMap(message => messageDeclarations(message));
  return {
    'onnx.js': note + compileRaw(schema),
    'onnx.d.ts': `${note}import type { PbfReader, PbfWriter } from 'pbf';\n\n${declarations.join('\n')}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await generate())) await writeFile(join(folder, name), text);
}
