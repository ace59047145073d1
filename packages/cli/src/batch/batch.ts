import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { BUDGETS, overBudget, SanaError, safetyGuard, unlessAborted } from '@sana-studio/core';
import { inParallel } from '@sana-studio/serving';
import { additionsOf, namedAdditions } from '../additions.ts';
import { type Drawer, Drawing } from '../drawing.ts';
import { failureLine } from '../failure-line.ts';
import type { GenerateFlags } from '../generate.ts';
import { interruptible } from '../interruption.ts';
import { placesOf } from '../parts.ts';
import { readPolicyArgument } from '../policy.ts';
import { requestOf } from '../request-options.ts';
import { ServerDrawing } from '../server/server-drawing.ts';
import { serverEngines } from '../server/server-engine.ts';
import { readPicture } from '../start-image.ts';
import { bar, StatusLine } from '../status-line.ts';
import { duration } from '../words.ts';
import { BatchFiles, type WantedPicture } from './batch-files.ts';
import { type BatchList, type BatchRow, batchRows } from './batch-rows.ts';

/** `sana generate --prompts`: the pictures of a list that are not there yet. Stopped, the same command goes on. */
export async function batch(source: string, flags: GenerateFlags): Promise<void> {
  const guard = await safetyGuard(await readPolicyArgument(flags.policy));
  const list = await readList(source);
  const wishes = { ...(await requestOf(flags)), ...flags.size };
  const files = new BatchFiles(flags.out ?? folderFor(source));
  for (const column of list.ignored)
    process.stderr.write(`The column “${column}” means nothing here and is ignored.\n`);
  const places = await placesOf(flags);
  const { server } = flags;
  const drawer: Drawer =
    server === undefined
      ? new Drawing(flags.device, guard, places, additionsOf(namedAdditions(flags)))
      : new ServerDrawing(await serverEngines(server, guard));
  const run = new BatchRun(files, drawer, server === undefined ? 1 : (flags.parallel ?? 2));
  try {
    const wanted = list.rows.flatMap(row => files.wanted(row, { ...wishes, ...row.request }));
    await interruptible(signal => run.all(wanted, dirname(resolve(source)), signal));
    run.tell(source === '-' ? 'standard input' : basename(source), wanted);
  } finally {
    await drawer.dispose();
  }
}

function folderFor(source: string): string {
  return source === '-' ? 'pictures' : basename(source, extname(source));
}

async function readList(source: string): Promise<BatchList> {
  const bytes =
    source === '-'
      ? await readInput()
      : await readFile(source).catch(cause => {
          throw new SanaError('file-missing:path', { file: source }, cause);
        });
  if (bytes.length > BUDGETS.promptList.most) throw overBudget('promptList', source);
  const text = textOf(bytes, source);
  const extension = extname(source).toLowerCase();
  const kind =
    source === '-' || extension === '.txt'
      ? 'lines'
      : extension === '.csv' || extension === '.tsv'
        ? 'csv'
        : 'markdown';
  return batchRows(text, kind, source);
}

/** Spreadsheets also write UTF-16, which begins with a mark of its own. */
function textOf(bytes: Uint8Array, source: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SanaError('prompt-not-unicode:list', { file: source }, cause);
  }
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > BUDGETS.promptList.most) break;
  }
  return Buffer.concat(chunks);
}

class BatchRun {
  readonly #files: BatchFiles;
  readonly #drawer: Drawer;
  readonly #parallel: number;
  readonly #line = new StatusLine();
  readonly #noted = new Set<string>();
  readonly #failures = new Map<BatchRow, SanaError>();
  #drawn = 0;
  #there = 0;
  #started = 0;

  constructor(files: BatchFiles, drawer: Drawer, parallel: number) {
    this.#files = files;
    this.#drawer = drawer;
    this.#parallel = parallel;
  }

  /** @param base folder that paths of pictures begin at. @throws SanaError `cancelled`; what fails is noted */
  async all(wanted: readonly WantedPicture[], base: string, signal: AbortSignal): Promise<void> {
    const missing: WantedPicture[] = [];
    for (const picture of wanted) this.#sort(picture, missing);
    this.#started = performance.now();
    await inParallel(missing.length, this.#parallel, signal, async (index, own) => {
      const picture = missing[index]!;
      try {
        await this.#one(picture, base, own, missing.length);
      } catch (error) {
        if (own.aborted) {
          this.#line.clear();
          throw new SanaError('cancelled:batch', { drawn: this.#there + this.#drawn, all: wanted.length }, error);
        }
        this.#fail(picture, SanaError.from(error));
      }
    });
    this.#line.clear();
  }

  /** Before anything is drawn: what is there, what cannot be, and what is left. */
  #sort(picture: WantedPicture, missing: WantedPicture[]): void {
    const { problem } = picture.row;
    try {
      if (problem) throw problem;
      if (this.#files.has(picture)) this.#there++;
      else missing.push(picture);
    } catch (error) {
      this.#fail(picture, SanaError.from(error));
    }
  }

  async #one(picture: WantedPicture, base: string, signal: AbortSignal, all: number): Promise<void> {
    const paths = Object.entries(picture.row.pictures);
    const read = async ([name, path]: [string, string]) => [name, await readPicture(resolve(base, path))] as const;
    const pictures = Object.fromEntries(await Promise.all(paths.map(read)));
    const show = (part: number) => this.#show(part, all);
    const note = (text: string) => {
      // the same of a thousand pictures is said once
      if (!this.#noted.has(text)) this.#line.tell(text);
      this.#noted.add(text);
    };
    const request = { ...picture.request, ...pictures };
    show(0);
    const drawn = await unlessAborted(
      this.#drawer.draw(request, ({ fraction }) => show(this.#parallel === 1 ? fraction : 0), note, signal),
      signal,
    );
    await this.#files.write(picture, drawn);
    this.#drawn++;
    this.#line.clear();
    process.stdout.write(`${picture.file}\n`);
    show(0);
  }

  #fail(picture: WantedPicture, error: SanaError): void {
    this.#failures.set(picture.row, error);
    this.#line.clear();
    process.stderr.write(`${failureLine(`Line ${picture.row.line}: ${error.message}`, error.code)}\n`);
  }

  /** @param part of the one that is being drawn */
  #show(part: number, all: number): void {
    if (!this.#line.isTerminal) return;
    const done = this.#drawn + part;
    const seconds = (performance.now() - this.#started) / 1000;
    const left = done > 0.5 ? ` · ${duration((seconds / done) * (all - done))} left` : '';
    const failed = this.#failures.size > 0 ? ` · ${this.#failures.size} failed` : '';
    this.#line.draw(`${bar(all === 0 ? 1 : done / all)} · ${this.#drawn} of ${all}${failed}${left}`);
  }

  /** What came of it all. */
  tell(title: string, wanted: readonly WantedPicture[]): void {
    const failures = this.#files.writeFailures(this.#failures);
    const sheet = this.#files.writeSheet(
      title,
      wanted.filter(({ row }) => !this.#failures.has(row)),
    );
    const counts = [`${this.#drawn} drawn`];
    if (this.#there > 0) counts.push(`${this.#there} there already`);
    if (failures !== undefined) counts.push(`${this.#failures.size} failed (${failures})`);
    process.stderr.write(`${counts.join(', ')}. All of them: ${sheet}\n`);
    if (failures !== undefined) process.exitCode = 1;
  }
}
