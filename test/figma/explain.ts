// Tells what the plugin makes of layouts. Usage: npm run explain:figma -- LAYOUT.json…

import { readFileSync } from 'node:fs';
import type { Layout } from './layouts/builders/answers.ts';
import { understandLayout } from './layouts/understood.ts';

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('Usage: npm run explain:figma -- LAYOUT.json…\n');
  process.exitCode = 2;
}
for (const file of files) {
  try {
    const layout = JSON.parse(readFileSync(file, 'utf8')) as Layout;
    const { rows, notices } = understandLayout(layout);
    const told = { name: layout.name, rows: rows.map(({ place, prompt }) => ({ place, prompt })), notices };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
