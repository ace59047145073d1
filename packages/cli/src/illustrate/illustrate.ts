import { SanaError, safetyGuard } from '@sana-studio/core';
import { onOneLine, type PlannedDocument } from '@sana-studio/documents';
import { additionsOf, namedAdditions } from '../additions.ts';
import type { DeviceChoice } from '../device-option.ts';
import { type Drawer, Drawing } from '../drawing.ts';
import { failureLine } from '../failure-line.ts';
import type { PartFlags } from '../part-option.ts';
import { placesOf } from '../parts.ts';
import { readPolicyArgument } from '../policy.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { type RequestFlags, requestOf } from '../request-options.ts';
import { ServerDrawing } from '../server/server-drawing.ts';
import { serverEngines } from '../server/server-engine.ts';
import { beside, filesOf } from './document-files.ts';
import { PlanningDisplay } from './planning-display.ts';
import { type IllustrateEvents, makePictures, type Planned, planFor } from './work.ts';

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
      const planned = await planFor(file, { ...flags, wishes }, share => display.update(file, index, share));
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

/** Draws what is planned. @returns whether all of it was made */
async function make(planned: Planned, { json = false }: IllustrateFlags, drawing: Drawer): Promise<boolean> {
  const { file } = planned;
  let display = new ProgressDisplay();
  const note = (text: string) => {
    display.clear();
    process.stderr.write(`${text}\n`);
  };
  const events: IllustrateEvents = {
    begins: ({ askedAt, prompt }) => {
      // of one that failed in the middle, the bar is still there
      display.clear();
      display = new ProgressDisplay();
      if (!json) note(`${file}:${askedAt}: “${onOneLine(prompt)}”`);
    },
    progress: progress => display.update(progress),
    note,
    drawn: path => {
      display.clear();
      if (!json) process.stdout.write(`${path}\n`);
    },
  };
  const made = await makePictures(planned, { drawing, events });
  display.clear();
  if (json) printJson(file, made);
  else tellRefused(file, made);
  return made.refused.length === 0;
}
