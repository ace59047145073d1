import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type * as Library from '@sana-studio/library';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { servePages } from '../examples/page-server.ts';
import { table, writeSection } from './docs-section.ts';
import { memoryField, processes } from './processes.ts';

const HELP = `Measures what memory the library takes with the embedded model on the processor, and writes docs/recipes.md.

  npm run bench:library -- [--dry]

  --dry  only prints`;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const library = join(root, 'dist/npm/library/dist');
const model = join(root, 'models/sana-mini');

const { values: options } = parseArgs({
  options: { dry: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});
if (options.help) {
  console.log(HELP);
  process.exit();
}

/** Bytes: what is there, and what there was at most. */
interface Memory {
  readonly now: number;
  readonly peak: number;
}

const STEPS = ['import', 'open', '256x256', '512x512', 'dispose'] as const;
type Step = (typeof STEPS)[number];

/** What a step does, in a page or in Node: it knows nothing of this script. */
async function doStep(name: Step, script: string, model: string): Promise<void> {
  const held = globalThis as unknown as { library: typeof Library; engine: Library.Engine };
  if (name === 'import') held.library = await import(script);
  else if (name === 'open') held.engine = await held.library.createEngine({ model, device: 'auto' });
  else if (name === 'dispose') {
    await held.engine.dispose();
    // the system takes memory back in a moment
    await new Promise(resolve => setTimeout(resolve, 2000));
  } else {
    await held.engine.generate({ prompt: 'a red house on a green hill', size: name, seed: 1 });
  }
}

async function memoryOf(pid: number): Promise<Memory> {
  return { now: await memoryField(pid, 'VmRSS'), peak: await memoryField(pid, 'VmHWM') };
}

async function inPage(): Promise<readonly Memory[]> {
  const server = await servePages([library, model], { below: '/' });
  const args = chromiumArguments({ webgpu: false });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/model_index.json`);
    const seen: Memory[] = [];
    for (const name of STEPS) {
      const call = `(${doStep})(${JSON.stringify(name)}, '/index.js', ${JSON.stringify(`${server.url}/`)})`;
      await page.evaluate(call);
      const renderers = await Promise.all((await processes(process.pid, 'renderer')).map(memoryOf));
      seen.push(renderers.toSorted((one, other) => other.peak - one.peak)[0]!);
    }
    return seen;
  } finally {
    await browser.close();
    server.close();
  }
}

function inNode(): readonly Memory[] {
  const script = pathToFileURL(join(library, 'node/index.js')).href;
  const program = `
    import { readFileSync } from 'node:fs';
    const doStep = ${doStep};
    const field = name => 1024 * Number(new RegExp(name + ':\\\\s+(\\\\d+)').exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    const seen = [];
    for (const name of ${JSON.stringify(STEPS)}) {
      await doStep(name, ${JSON.stringify(script)}, ${JSON.stringify(model)});
      seen.push({ now: field('VmRSS'), peak: field('VmHWM') });
    }
    console.log(JSON.stringify(seen));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  return JSON.parse(said) as readonly Memory[];
}

const node = inNode();
const page = await inPage();
const MB = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const row = (title: string, step: Step, field: keyof Memory) => {
  const at = STEPS.indexOf(step);
  return [title, MB(node[at]![field]), MB(page[at]![field])];
};
const text = table(
  ['', 'Node, the process', 'Chromium, the page’s process'],
  [
    row('imported, nothing opened', 'import', 'now'),
    row('opened', 'open', 'now'),
    row('at most, while it draws 256 × 256', '256x256', 'peak'),
    row('afterwards: the next picture begins at once', '256x256', 'now'),
    row('at most, while it draws 512 × 512', '512x512', 'peak'),
    row('disposed of', 'dispose', 'now'),
  ],
);
console.log(text);
if (!options.dry) await writeSection(join(root, 'docs/recipes.md'), 'by npm run bench:library', text);
