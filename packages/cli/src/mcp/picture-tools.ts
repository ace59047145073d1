import { readFileSync, statSync } from 'node:fs';
import {
  BUDGETS,
  encodePng,
  type GeneratedPicture,
  overBudget,
  type PartialRequest,
  pictureName,
  requestFromPng,
  requestFromWebp,
  SanaError,
} from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import { drawSeed, fromWordsAlone, onlyToolFields, readPartial, toolSchema } from '@sana-studio/core/request';
import { altFor } from '@sana-studio/documents';
import * as z from 'zod/mini';
import { withoutReplaced } from '../illustrate/document-files.ts';
import { writeNew } from '../new-file.ts';
import { readPicture, sizeLike } from '../start-image.ts';
import { safetyNotes } from '../telling.ts';
import {
  type Answer,
  type Call,
  modelOf,
  progressWords,
  readArguments,
  type ToldPicture,
  type Tool,
  type Workshop,
  waitingWords,
} from './tool.ts';

const { properties: REQUEST, required: REQUIRED } = toolSchema();
const { prompt: PROMPT, seed: SEED } = REQUEST;

const PATH = {
  type: 'string',
  description:
    'PNG file or folder to write to, below an open folder; default: named after the prompt, at the top. A name that is taken gets a number',
} as const;
const MODEL = { type: 'string', description: 'id of a model that is ready; default: the usual one' } as const;

/** How far a varied picture goes from the one it is varied from: still the same scene. */
const VARIED = 0.3;

const PICTURE_OUTPUT = {
  type: 'object',
  required: ['path', 'uri', 'width', 'height', 'seed', 'model', 'alt', 'notes'],
  properties: {
    path: { type: 'string', description: 'of the PNG file' },
    uri: { type: 'string', description: 'the same as an address, which is a resource' },
    width: { type: 'integer' },
    height: { type: 'integer' },
    seed: { type: 'integer', description: 'the same prompt, size and seed make the same picture' },
    model: { type: 'string' },
    alt: { type: 'string', description: 'alternative text' },
    notes: { type: 'array', items: { type: 'string' }, description: 'what was replaced, cut or not followed' },
  },
} as const;

const makeSchema = z.strictObject({
  ...Object.fromEntries(Object.keys(REQUEST).map(name => [name, z.optional(z.unknown())])),
  model: z.optional(z.string()),
  path: z.optional(z.string()),
});

export const makePicture: Tool = {
  name: 'make_picture',
  title: 'Make a picture',
  description:
    'Draws a picture from words and writes it as a PNG file below an open folder. Tells its path, size, seed and alternative text, and shows a small preview.',
  input: { type: 'object', required: REQUIRED, properties: { ...REQUEST, model: MODEL, path: PATH } },
  output: PICTURE_OUTPUT,
  isReading: false,
  async call(given, workshop, call) {
    const { model, path, ...fields } = readArguments('make_picture', makeSchema, given);
    const request = await workshop.arrivals.run(async () => {
      const wanted = { ...onlyToolFields(readPartial(fields)), model: await modelOf(model, workshop) };
      return checked(path, wanted, workshop);
    });
    return drawInto(path, request, workshop, call);
  },
};

const varySchema = z.strictObject({
  picture: z.string(),
  prompt: z.optional(z.string()),
  amount: z.optional(z.number().check(z.gt(0), z.lte(1))),
  seed: z.optional(z.unknown()),
  path: z.optional(z.string()),
});

export const varyPicture: Tool = {
  name: 'vary_picture',
  title: 'Vary a picture',
  description:
    'Draws another picture like one that is there, into a new file. A picture that was made here knows its prompt and seed; any other PNG, JPEG or WebP needs a prompt, and is drawn over.',
  input: {
    type: 'object',
    required: ['picture'],
    properties: {
      picture: { type: 'string', description: 'path or address of the picture' },
      prompt: { ...PROMPT!, description: 'other words for it; default: its own' },
      amount: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 1,
        description: `how far to go from it: near 0 hardly at all; default: ${VARIED}, or not at all with other words`,
      },
      seed: { ...SEED!, description: 'which variation; default: random' },
      path: PATH,
    },
  },
  output: PICTURE_OUTPUT,
  isReading: false,
  async call(given, workshop, call) {
    const { path, ...said } = readArguments('vary_picture', varySchema, given);
    const request = await workshop.arrivals.run(async () => checked(path, await variationOf(said, workshop), workshop));
    return drawInto(path, request, workshop, call);
  },
};

/** What draws another picture like one that is there. @throws SanaError */
async function variationOf(
  { picture, prompt, amount, seed }: Omit<z.output<typeof varySchema>, 'path'>,
  { folders, models }: Workshop,
): Promise<PartialRequest> {
  const file = await folders.file(picture);
  // what both say is checked as any request is
  const { seed: variationSeed = drawSeed() } = readPartial({ prompt: prompt ?? '', seed });
  if (statSync(file).size > BUDGETS.pictureFile.most) throw overBudget('pictureFile', file);
  const bytes = readFileSync(file);
  const made = requestFromPng(bytes) ?? requestFromWebp(bytes);
  if (made) {
    const words = prompt === undefined ? {} : { prompt };
    const share = amount ?? (prompt === undefined ? VARIED : undefined);
    const variation = share === undefined ? {} : { variation: share, variationSeed };
    return { ...fromWordsAlone(made), ...words, ...variation, model: await models.meant(made.model) };
  }
  if (prompt === undefined) throw new SanaError('request-invalid:vary-unknown', { file: picture });
  const startImage = await readPicture(file);
  const request = { prompt, seed: variationSeed, strength: amount, startImage, model: models.usual };
  return { ...request, ...sizeLike(startImage, await models.usualSize()) };
}

/** A request that can be drawn and written, before it costs anything. @throws SanaError */
async function checked(said: string | undefined, wanted: PartialRequest, { folders, guard }: Workshop) {
  if (wanted.prompt.trim() === '') throw new SanaError('request-invalid:empty');
  // unless the model has a say in it
  await guard.ready?.();
  if (!guard.probe) guard.check(wanted.prompt);
  const request = { ...wanted, count: 1, seed: wanted.seed ?? drawSeed() };
  await folders.assertWritable(await folders.picture(said, pictureName({ request })));
  return request;
}

/** Draws one picture into a new file. */
async function drawInto(
  said: string | undefined,
  request: PartialRequest,
  { folders, desk }: Workshop,
  call: Call,
): Promise<Answer> {
  const notes: string[] = [];
  const started = performance.now();
  const drawn = await desk.run(
    drawer =>
      drawer.draw(
        request,
        progress => call.tell(progress.fraction, progressWords(progress)),
        note => notes.push(note),
        call.signal,
      ),
    before => call.tell(0, waitingWords(before)),
    call.signal,
  );
  const png = await encodePng(drawn, drawn.request);
  const place = await folders.picture(said, pictureName(drawn));
  if (call.signal.aborted) throw new SanaError('cancelled');
  await folders.makeFolderOf(place);
  const path = writeNew(place, png);
  if (said !== undefined && path !== place) notes.push(`${place} was there already.`);
  return answerOf(path, drawn, [...new Set([...notes, ...notesOf(drawn)])], (performance.now() - started) / 1000);
}

function answerOf(path: string, drawn: GeneratedPicture, notes: readonly string[], seconds: number): Answer {
  const { width, height, request } = drawn;
  const { seed, model } = request;
  const told: ToldPicture = { path, alt: altOf(drawn), picture: drawn };
  const varied = request.variation === undefined ? '' : `, varied by ${request.variation}`;
  const lines = [
    `The picture is in ${path}: ${width} × ${height} pixels, seed ${seed}${varied}, model ${model}, ${seconds.toFixed(1)} s.`,
    `Alternative text: ${told.alt}`,
    ...notes,
  ];
  return { text: lines.join('\n'), data: { width, height, seed, model, alt: told.alt, notes }, pictures: [told] };
}

/** Everything that is to be said of a picture. */
export function notesOf(drawn: GeneratedPicture): readonly string[] {
  const others = drawn.remarks.filter(({ remark }) => !remark.startsWith('second-look:'));
  return [...safetyNotes(drawn), ...others.map(remark => sayRemark(remark, 'en'))];
}

/** What a picture shows, without what was taken out of its prompt. */
export function altOf({ request, replaced }: GeneratedPicture): string {
  return altFor(withoutReplaced(request.prompt, replaced));
}
