import { posix } from 'node:path';
import { encodePng, SanaError, safetyGuard } from '@sana-studio/core';
import {
  type DocumentFile,
  documentOf,
  fileWith,
  onOneLine,
  type PlannedDocument,
  type PlannedPicture,
  type PlannedRefusal,
  planningFile,
  renamed,
} from '@sana-studio/documents';
import { additionsOf, namedAdditions } from '../additions.ts';
import type { DeviceChoice } from '../device.ts';
import { type Drawer, Drawing } from '../drawing.ts';
import { failureLine } from '../failure-line.ts';
import { safetyNotes, withheldNotes } from '../generate.ts';
import { type PartFlags, placesOf } from '../part-options.ts';
import { readPolicyArgument } from '../policy.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { type RequestFlags, requestOf } from '../request-options.ts';
import { ServerDrawing } from '../server/server-drawing.ts';
import { serverEngines } from '../server/server-engine.ts';
import {
  assertWritable,
  beside,
  coverPlaceOf,
  documentFile,
  filesOf,
  readDocument,
  replaceDocument,
  withoutReplaced,
  writePicture,
} from './document-files.ts';
import { PlanningDisplay } from './planning-display.ts';

export interface IllustrateFlags extends RequestFlags, PartFlags {
  readonly at?: { readonly line: number; readonly column: number | undefined };
  readonly size?: { readonly width: number; readonly height: number };
  readonly style?: string;
  readonly folder: string;
  readonly keepBlocks?: boolean;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly policy: string;
  readonly device: DeviceChoice;
  readonly server?: string;
}

interface Planned {
  readonly file: string;
  readonly document: DocumentFile;
  readonly plan: PlannedDocument;
}

/** `sana illustrate`: paths of the pictures, or what would be, to standard output; everything else to standard error. */
export async function illustrate(patterns: readonly string[], flags: IllustrateFlags): Promise<void> {
  const files = await filesOf(patterns);
  if (flags.at && files.length > 1) throw new SanaError('request-invalid:at-one-file');
  const { style } = flags;
  const wishes = { ...(await requestOf(flags)), ...flags.size, ...(style === undefined ? {} : { style }) };
  const guard = await safetyGuard(await readPolicyArgument(flags.policy));
  const { server } = flags;
  const places = await placesOf(flags);
  const drawing =
    server === undefined
      ? new Drawing(flags.device, guard, places, additionsOf(namedAdditions(flags)))
      : new ServerDrawing(await serverEngines(server, guard));
  let complete = true;
  try {
    const display = new PlanningDisplay(files.length);
    for (const [index, file] of files.entries()) {
      const planned = await planFor(file, flags, wishes, share => display.update(file, index, share));
      display.clear();
      if (flags.check) complete = tellMissing(planned, flags) && complete;
      else if (flags.dryRun) tellPlan(planned, flags);
      else complete = (await make(planned, flags, drawing)) && complete;
    }
  } finally {
    await drawing.dispose();
  }
  if (!complete) process.exitCode = 1;
}

/** A file that cannot be read asks for nothing, and that is told like everything that is refused. */
async function planFor(
  file: string,
  { at, folder, keepBlocks = false }: IllustrateFlags,
  wishes: object,
  onProgress: (share: number) => void,
): Promise<Planned> {
  try {
    const cover = at && (await coverPlaceOf(file, folder));
    const document = { ...documentFile(file, readDocument(file)), at, folder, cover, keepBlocks, wishes };
    return { file, document, plan: planned(document, onProgress) };
  } catch (error) {
    const refused = [{ line: 1, error: SanaError.from(error) }];
    return {
      file,
      document: { ...documentFile(file, ''), folder },
      plan: { text: '', edits: [], pictures: [], refused },
    };
  }
}

function planned(document: DocumentFile, onProgress: (share: number) => void): PlannedDocument {
  for (const steps = planningFile(document); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    onProgress(value);
  }
}

function printJson(file: string, { edits, text, pictures, refused }: PlannedDocument): void {
  const told = {
    file,
    edits,
    text,
    pictures: pictures.map(({ path, prompt, alt, line }) => ({ path, prompt, alt, line })),
    refused: refused.map(({ line, error }) => ({ line, code: error.code, message: error.message })),
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

function tellRefused(file: string, { refused }: PlannedDocument): void {
  for (const { line, error } of refused) {
    process.stderr.write(`${failureLine(`${file}:${line}: ${error.message}`, error.code)}\n`);
  }
}

function tellPlan({ file, plan }: Planned, { json }: IllustrateFlags): void {
  if (json) {
    printJson(file, plan);
    return;
  }
  process.stdout.write(plan.text);
  for (const { path, prompt } of plan.pictures) process.stderr.write(`${beside(file, path)}: “${onOneLine(prompt)}”\n`);
  tellRefused(file, plan);
}

/** @returns whether nothing is */
function tellMissing({ file, plan }: Planned, { json }: IllustrateFlags): boolean {
  if (json) printJson(file, plan);
  else {
    for (const { askedAt, prompt } of plan.pictures) {
      process.stderr.write(`${file}:${askedAt}: no picture yet of “${onOneLine(prompt)}”\n`);
    }
    tellRefused(file, plan);
  }
  return plan.pictures.length === 0 && plan.refused.length === 0;
}

/**
 * Draws what is planned. Each picture is in the document before the next one is begun: who stops it keeps what is there.
 * @returns whether all of it was made
 */
async function make(planned: Planned, { json }: IllustrateFlags, drawing: Drawer): Promise<boolean> {
  const { file, document, plan } = planned;
  const failed: PlannedRefusal[] = [];
  let now: PlannedDocument = { text: document.text, edits: [], pictures: [], refused: [] };
  for (const picture of plan.pictures) {
    try {
      if (now.pictures.length === 0) assertWritable(file, posix.dirname(picture.path));
      const drawn = picture.isDrawn ? picture : await draw(planned, picture, drawing, json ?? false);
      const next = fileWith(document, [...now.pictures, drawn]);
      replaceDocument(file, now.text, next.text);
      now = next;
    } catch (error) {
      failed.push({ line: picture.askedAt, error: SanaError.from(error) });
      if (isFinal(error)) break;
    }
  }
  const made = { ...now, refused: [...plan.refused, ...failed] };
  if (json) printJson(file, made);
  else tellRefused(file, made);
  return made.refused.length === 0;
}

/** Draws one picture into its file. @returns it under the name that it has got: without what the safety policy took out */
async function draw({ file, document, plan }: Planned, picture: PlannedPicture, drawing: Drawer, quiet: boolean) {
  const display = new ProgressDisplay();
  const note = (text: string) => {
    display.clear();
    process.stderr.write(`${text}\n`);
  };
  try {
    if (!quiet) note(`${file}:${picture.askedAt}: “${onOneLine(picture.prompt)}”`);
    const drawn = await drawing.draw(picture.request, progress => display.update(progress), note);
    const words = withoutReplaced(picture.prompt, drawn.replaced);
    const named =
      words === picture.prompt ? picture : renamed(documentOf(document, picture), picture, words, plan.pictures);
    const place = writePicture(file, named.path, await encodePng(drawn, drawn.request));
    display.clear();
    if (!quiet) process.stdout.write(`${place}\n`);
    for (const said of [...safetyNotes(drawn), ...withheldNotes(drawn)]) note(said);
    return named;
  } finally {
    display.clear();
  }
}

/** What the next picture would meet as well. */
function isFinal(error: unknown): boolean {
  return ['document-refused', 'file-unwritable', 'file-missing', 'cancelled'].includes(SanaError.from(error).code);
}
