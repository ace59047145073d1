// npm run fit:probe -- --model FOLDER --out probe.json: fits a linear probe of the text encoder's states to labelled prompts,
// for the field `probe` of a safety policy. docs/safety.md tells what it is.

import { writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type ModelFolder,
  openModelFolder,
  type ProbeFile,
  readProbeFile,
  SAFETY_CATEGORIES,
  safetyGuard,
} from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import {
  bosValues,
  encodeFloats,
  PROBE_FORMAT,
  PROBE_VERSION,
  ProgramCache,
  PromptConditioner,
  READINGS,
} from '@sana-studio/core/testing';
import { boundsFor, crossValidate, ratesAt } from './calibration.ts';
import { fitLogistic, type Linear, scoreOf } from './logistic.ts';
import { type Example, ownExamples, readExamples } from './probe-prompts.ts';

const OF_DESIGNER = SAFETY_CATEGORIES.slice(0, 5);
/** Where a probe told most on a model of 18 layers: behind the eighth. */
const USUAL_DEPTH = 8 / 18;

const { values: said } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/sana-mini' },
    layer: { type: 'string' },
    reads: { type: 'string', default: 'mean' },
    prompts: { type: 'string' },
    school: { type: 'boolean', default: false },
    'false-positives': { type: 'string', default: '0.02' },
    misses: { type: 'string', default: '0.02' },
    name: { type: 'string' },
    out: { type: 'string' },
  },
});

const tell = (text: string) => process.stderr.write(`${text}\n`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const rounded = (value: number) => Number(value.toPrecision(4));

function share(text: string, flag: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 0.5) return value;
  throw new RangeError(`--${flag} must lie between 0 and 0.5.`);
}

/** A vector for each prompt, and the encoder's for BOS. */
async function encode(model: ModelFolder, layer: number, reads: (typeof READINGS)[number], examples: Example[]) {
  const programs = new ProgramCache(await nodeRuntime(), freemem() / 2);
  const conditioner = new PromptConditioner(model, programs, { layer, reads });
  const rows: Float32Array[] = [];
  for (const [index, { prompt }] of examples.entries()) {
    await conditioner.gather(prompt, undefined);
    const state = await conditioner.state(prompt);
    if (!state) throw new RangeError(`Prompt ${index + 1} is empty.`);
    rows.push(state);
    if ((index + 1) % 50 === 0) tell(`${index + 1} of ${examples.length} prompts encoded`);
  }
  const { bos } = await conditioner.mark();
  await conditioner.dispose();
  await programs.dispose();
  return { rows, bos };
}

/** What was not fitted on: words alone, the probe alone, and both as a policy has them. */
async function tellApart(examples: readonly Example[], rows: readonly Float32Array[], file: ProbeFile, linear: Linear) {
  const guard = await safetyGuard({ preset: said.school ? 'school' : 'designer', probe: file });
  const changed = (is: (example: Example, index: number) => boolean) => {
    const of = (unsafe: boolean) => {
      const own = examples.filter(example => example.unsafe === unsafe).length;
      return percent(examples.filter((example, index) => example.unsafe === unsafe && is(example, index)).length / own);
    };
    return `${of(false)} of the innocent ones changed, ${of(true)} of the unsafe ones caught`;
  };
  const verdict = (index: number) => guard.probe!.verdict(rows[index]!);
  tell(`${examples.length} prompts kept apart:`);
  tell(`  words alone: ${changed(({ prompt }) => guard.judge(prompt).hits.length > 0)}`);
  tell(`  probe alone: ${changed((_, index) => scoreOf(linear, rows[index]!) >= file.adds)}`);
  tell(`  both: ${changed(({ prompt }, index) => guard.judge(prompt, verdict(index)).hits.length > 0)}`);
}

async function main() {
  const model = await openModelFolder(diskFolder(said.model));
  const { num_hidden_layers: layers, hidden_size: width } = model.textEncoder.config;
  const layer = Number(said.layer ?? Math.min(layers - 1, Math.max(1, Math.round(layers * USUAL_DEPTH))));
  if (!(Number.isInteger(layer) && layer >= 1 && layer < layers)) {
    throw new RangeError(`--layer must be a whole number from 1 to ${layers - 1}.`);
  }
  const reads = READINGS.find(reading => reading === said.reads);
  if (!reads) throw new RangeError(`--reads must be one of ${READINGS.join(', ')}.`);
  const rates = {
    falsePositives: share(said['false-positives'], 'false-positives'),
    misses: share(said.misses, 'misses'),
  };

  const examples = said.prompts ? readExamples(said.prompts) : ownExamples('work', said.school);
  const apart = said.prompts ? [] : ownExamples('closing', said.school);
  const { rows: all, bos } = await encode(model, layer, reads, [...examples, ...apart]);
  await model.close();
  const rows = all.slice(0, examples.length);
  const labels = examples.map(({ unsafe }) => unsafe);
  const innocent = labels.filter(label => !label).length;
  if (rates.falsePositives > 0 && rates.falsePositives * innocent < 1) {
    tell(
      `${innocent} innocent prompts cannot show a rate of ${percent(rates.falsePositives)}: none of them may be found.`,
    );
  }

  const judged = crossValidate({ rows, labels, groups: examples.map(({ group }) => group) });
  const bounds = boundsFor(judged.scores, labels, rates);
  const measured = ratesAt(judged.scores, labels, bounds);
  const linear = fitLogistic(rows, labels, judged.penalty);
  const file: ProbeFile = {
    ...{ format: PROBE_FORMAT, version: PROBE_VERSION },
    encoder: {
      ...{ name: said.name ?? basename(resolve(said.model)), layers, width },
      bos: encodeFloats(bos.slice(0, bosValues(width))),
    },
    ...{ layer, reads, categories: said.school ? SAFETY_CATEGORIES : OF_DESIGNER },
    ...{ weights: encodeFloats(linear.weights), bias: linear.bias, ...bounds },
    figures: {
      ...{ innocent, unsafe: labels.length - innocent, penalty: judged.penalty },
      ...{ logLoss: rounded(judged.logLoss), areaUnderCurve: rounded(judged.areaUnderCurve) },
      ...Object.fromEntries(Object.entries(measured).map(([name, value]) => [name, rounded(value)])),
    },
  };
  readProbeFile(file, 'the probe');

  tell(`Layer ${layer} of ${layers}, ${reads}; ${innocent} innocent prompts, ${labels.length - innocent} unsafe ones.`);
  tell('Cross-validated, by weights that were fitted without the prompt and its translations:');
  tell(`  area under the curve ${judged.areaUnderCurve.toFixed(3)}, penalty ${judged.penalty}`);
  tell(
    `  found: ${percent(measured.innocentFound)} of the innocent ones, ${percent(measured.unsafeFound)} of the unsafe ones`,
  );
  tell(
    `  vetoed: ${percent(measured.innocentSpared)} of the innocent ones, ${percent(measured.unsafeSpared)} of the unsafe ones`,
  );
  if (apart.length > 0) await tellApart(apart, all.slice(examples.length), file, linear);
  if (said.out) writeFileSync(said.out, `${JSON.stringify(file, undefined, 2)}\n`);
  else tell('Nothing was written: say where with --out.');
}

await main();
