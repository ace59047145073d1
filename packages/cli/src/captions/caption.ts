import { readdir } from 'node:fs/promises';
import { type Captioner, type CaptionWish, isEnglish, isOfAll, type Scorer } from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import type { DeviceChoice } from '../device-option.ts';
import { failureLine } from '../failure-line.ts';
import { interruptible } from '../interruption.ts';
import { bar, StatusLine } from '../status-line.ts';
import { duration } from '../words.ts';
import { type Captioning, captionPicture } from './caption-picture.ts';
import type { CaptionedPicture, CaptionedSet } from './captioned-set.ts';
import { captionersOf, type EndpointFlags, writesFiles } from './captioner-option.ts';
import { assertFolder, lockFolder } from './files.ts';
import { LocalModels } from './local-option.ts';
import { checkScorer, signCaptions } from './note.ts';
import { openSet } from './open-set.ts';
import { openScorer } from './scorer-option.ts';
import { trainingLines } from './training-lines.ts';

export interface CaptionFlags extends EndpointFlags {
  readonly with: readonly string[];
  readonly scorer: string;
  readonly language?: string;
  readonly words?: number;
  readonly jobs: number;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly device: DeviceChoice;
}

/** Pictures that people have and that are not read here. */
const NOT_READ = /\.(?:heic|heif|avif|svg|gif|tiff?|bmp)$/i;

/** `sana caption`: side files beside the pictures; lines for a training configuration to standard output. */
export async function caption(folder: string, flags: CaptionFlags): Promise<void> {
  assertFolder(folder);
  const local = new LocalModels();
  try {
    await captionWith(folder, flags, local);
  } finally {
    local.dispose();
  }
}

async function captionWith(folder: string, flags: CaptionFlags, local: LocalModels): Promise<void> {
  const captioners = await captionersOf(flags.with, flags, local);
  tellIgnored(captioners, flags);
  const set = await openSet(folder, true);
  await tellSkipped(folder, set);
  if (flags.dryRun) {
    for (const line of await planLines(set, captioners, flags.force === true)) process.stdout.write(`${line}\n`);
    return;
  }
  const scorer = await openScorer(flags.scorer, flags.device);
  const force = flags.force === true;
  const remark = await checkScorer(folder, set, scorer, force);
  if (remark !== undefined) process.stderr.write(`${remark}\n`);
  const unlock = await lockFolder(folder);
  try {
    await interruptible(async signal => {
      await assertReady(captioners, signal);
      await signCaptions(folder, captioners, scorer);
      const { language, words } = flags;
      const wish: CaptionWish = { purpose: 'training', language, words };
      const cut: string[] = [];
      const onCut = ({ name }: CaptionedPicture, type: string) => cut.push(`${name} (${type})`);
      try {
        const failed = await captionAll({ set, captioners, scorer, wish, force, signal, onCut }, flags.jobs);
        await set.finish();
        process.stdout.write(trainingLines(folder, set, scorer));
        if (failed > 0) throw new SanaError('captions-failed', { failed, all: set.pictures.length });
      } finally {
        if (scorer) tellCut(cut, scorer);
      }
    });
  } finally {
    unlock();
  }
}

/** What some of those that were named do not do as they are told. @throws SanaError `request-invalid` */
function tellIgnored(captioners: readonly Captioner[], { language, words }: CaptionFlags): void {
  const ignoring = (what: 'language' | 'words') =>
    captioners.filter(({ ignores = [] }) => ignores.includes(what)).map(({ label }) => label);
  const [english] = ignoring('language');
  if (english !== undefined && !isEnglish(language)) {
    throw new SanaError('request-invalid:captions-language', { model: english });
  }
  const model = ignoring('words').join(', ');
  if (words !== undefined && model !== '')
    process.stderr.write(`${model} writes as much as it does: --words is for the others.\n`);
}

/** Of which texts the scores tell less than one would think. */
function tellCut(cut: readonly string[], { label }: Scorer): void {
  if (cut.length === 0) return;
  const texts = cut.length === 1 ? '1 text is' : `${cut.length} texts are`;
  process.stderr.write(
    `${texts} longer than what ${label} reads; of such a text the score tells of the beginning: ${someOf(cut)}.\n`,
  );
}

function someOf(names: readonly string[]): string {
  const more = names.length > 5 ? `, and ${names.length - 5} more` : '';
  return `${names.slice(0, 5).join(', ')}${more}`;
}

async function tellSkipped(folder: string, { kind }: CaptionedSet): Promise<void> {
  const skipped = kind === 'folder' ? (await readdir(folder)).filter(name => NOT_READ.test(name)) : [];
  if (skipped.length === 0) return;
  process.stderr.write(`Not read here, save them as PNG, JPEG or WebP: ${someOf(skipped)}.\n`);
}

/** Before the first picture: whoever cannot be asked, or does not look, is told of once. */
async function assertReady(captioners: readonly Captioner[], signal: AbortSignal): Promise<void> {
  const line = new StatusLine();
  try {
    for (const captioner of captioners) {
      if (line.isTerminal) line.draw(`Trying whether ${captioner.label} sees…`);
      const availability = await captioner.available(signal);
      if (availability.state === 'unavailable') throw SanaError.fromData(availability.problem);
    }
  } finally {
    line.clear();
  }
}

/** @returns how many pictures lack something, each of which was told of */
async function captionAll(captioning: Captioning, jobs: number): Promise<number> {
  const { pictures } = captioning.set;
  const { signal } = captioning;
  const line = new StatusLine();
  const started = performance.now();
  let next = 0;
  let done = 0;
  let failed = 0;
  let fatal: SanaError | undefined;
  const tell = () => {
    const left = ((performance.now() - started) / 1000 / Math.max(done, 1)) * (pictures.length - done);
    const said = `${bar(done / pictures.length)} · ${done} of ${pictures.length} pictures · ${duration(left)} left`;
    if (line.isTerminal) line.draw(said);
    else if (done % Math.max(1, Math.ceil(pictures.length / 10)) === 0) line.tell(said);
  };
  const one = async () => {
    while (next < pictures.length && !fatal) {
      const picture = pictures[next++]!;
      try {
        if (signal.aborted) throw new SanaError('cancelled');
        await captionPicture(picture, captioning);
      } catch (error) {
        const found = SanaError.from(error);
        if (isOfAll(found)) {
          fatal ??= found;
          return;
        }
        failed++;
        line.tell(failureLine(`${picture.name}: ${found.message}`, found.code));
      }
      done++;
      tell();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, pictures.length) }, one));
  } finally {
    line.clear();
  }
  if (fatal?.code === 'cancelled') throw new SanaError('cancelled:captions', { done, all: pictures.length }, fatal);
  if (fatal) throw fatal;
  return failed;
}

/** What would be asked of whom. */
async function planLines(
  set: CaptionedSet,
  captioners: readonly Captioner[],
  force: boolean,
): Promise<readonly string[]> {
  const lines = [`${set.pictures.length} pictures`];
  for (const captioner of captioners.filter(writesFiles)) {
    let there = 0;
    for (const picture of set.pictures) {
      if (typeof (await set.entries(picture, `_${captioner.type}`))?.[captioner.type] === 'string') there++;
    }
    const where = captioner.where === 'here' ? 'on this computer' : captioner.where.host;
    const asked = force ? set.pictures.length : set.pictures.length - there;
    lines.push(`${captioner.label} (${where}): asked for ${asked}, ${there} are there`);
  }
  return lines;
}
