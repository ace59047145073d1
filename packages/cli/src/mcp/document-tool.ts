import { onlyToolFields, readPartial, toolSchema } from '@sana-studio/core/request';
import { altFor, onOneLine, type PlannedDocument, type PlannedPicture, shortened } from '@sana-studio/documents';
import * as z from 'zod/mini';
import { beside } from '../illustrate/document-files.ts';
import { makePictures, planFor } from '../illustrate/work.ts';
import {
  type Answer,
  modelOf,
  progressWords,
  readArguments,
  type ToldPicture,
  type Tool,
  waitingWords,
} from './tool.ts';

const { prompt: _, ...REQUEST } = toolSchema().properties;

const schema = z.strictObject({
  document: z.string(),
  line: z.optional(z.int().check(z.gt(0))),
  style: z.optional(z.string()),
  folder: z.optional(z.string()),
  dryRun: z.optional(z.boolean()),
  model: z.optional(z.string()),
  ...Object.fromEntries(Object.keys(REQUEST).map(name => [name, z.optional(z.unknown())])),
});

export const illustrateDocument: Tool = {
  name: 'illustrate_document',
  title: 'Illustrate a document',
  description:
    'Draws what a markdown, MDX or Quarto document asks for (sana blocks, images without a target, images whose file is missing), writes the pictures beside it and links them in it. With a line, draws what is there, e.g. a paragraph. dryRun tells what would be drawn.',
  input: {
    type: 'object',
    required: ['document'],
    properties: {
      document: { type: 'string', description: 'path of the document' },
      line: { type: 'integer', minimum: 1, description: 'draw only what is at this line; default: all it asks for' },
      style: { type: 'string', description: 'the end of every prompt, e.g. watercolour' },
      folder: { type: 'string', description: 'where pictures go, beside the document; default: images' },
      dryRun: { type: 'boolean', description: 'draw and write nothing' },
      model: { type: 'string', description: 'id of a model that is ready; default: the usual one' },
      ...REQUEST,
    },
  },
  output: {
    type: 'object',
    required: ['document', 'pictures', 'refused', 'notes'],
    properties: {
      document: { type: 'string' },
      pictures: {
        type: 'array',
        description: 'that were drawn and linked, or would be',
        items: {
          type: 'object',
          required: ['path', 'prompt', 'alt', 'line'],
          properties: {
            path: { type: 'string' },
            prompt: { type: 'string' },
            alt: { type: 'string' },
            line: { type: 'integer', description: 'of the image in the document' },
          },
        },
      },
      refused: {
        type: 'array',
        description: 'what could not be drawn',
        items: {
          type: 'object',
          required: ['line', 'code', 'message'],
          properties: { line: { type: 'integer' }, code: { type: 'string' }, message: { type: 'string' } },
        },
      },
      notes: { type: 'array', items: { type: 'string' } },
    },
  },
  isReading: false,
  async call(given, workshop, { signal, tell }) {
    const said = readArguments('illustrate_document', schema, given);
    const { document, line, style, folder = 'images', dryRun = false, model, ...fields } = said;
    const { prompt: __, ...wishes } = onlyToolFields(readPartial({ ...fields, prompt: '' }));
    const { file, usual } = await workshop.arrivals.run(async () => ({
      file: await workshop.folders.file(document),
      usual: await modelOf(model, workshop),
    }));
    const asked = { ...wishes, ...(usual !== undefined && { model: usual }), ...(style !== undefined && { style }) };
    const at = line === undefined ? undefined : { line, column: undefined };
    const notes: string[] = [];
    return workshop.desk.run(
      async drawing => {
        const planned = await planFor(
          file,
          { at, folder: `${folder.replace(/[\\/]$/, '')}/`, wishes: asked },
          share => tell(0, `reading the document, ${Math.floor(share * 100)} %`),
          signal,
        );
        if (dryRun) return answerOf(file, planned.plan, [], notes, 'would be drawn');
        const told: ToldPicture[] = [];
        const all = planned.plan.pictures.length;
        const words = () => `picture ${Math.min(told.length + 1, all)} of ${all}`;
        const made = await makePictures(planned, {
          drawing: {
            dispose: async () => {},
            async draw(request, ...rest) {
              // the document may be anybody's
              return drawing.draw({ ...request, model: await modelOf(request.model, workshop) }, ...rest);
            },
          },
          signal,
          assertAllowed: path => workshop.folders.assertInside(path),
          events: {
            begins: () => tell(told.length / all, words()),
            progress: progress =>
              tell((told.length + progress.fraction) / all, `${words()}: ${progressWords(progress)}`),
            note: text => notes.push(text),
            drawn: (path, picture) => told.push({ path, picture, alt: altFor(picture.request.prompt) }),
          },
        });
        return answerOf(file, made, told, notes, 'drawn and linked');
      },
      before => tell(0, waitingWords(before)),
      signal,
    );
  },
};

/** Of pictures, of refusals and of notes: the others are counted. */
const MOST_TOLD = 25;
/** UTF-16 units of a prompt, a message or a note. */
const MOST_WORDS = 200;

function answerOf(
  file: string,
  { pictures, refused }: PlannedDocument,
  told: readonly ToldPicture[],
  said: readonly string[],
  done: string,
): Answer {
  const notes = counted([...new Set(said)].map(words));
  const count = `${pictures.length} ${pictures.length === 1 ? 'picture' : 'pictures'}`;
  const nothing = pictures.length === 0 && refused.length === 0;
  const problems = refused.map(({ line, error }) => ({ line, code: error.code, message: words(error.message) }));
  const lines = [
    nothing ? `${file} asks for no picture.` : `${file}: ${count} ${done}.`,
    ...counted(pictures.map(picture => `line ${picture.line}: ${beside(file, picture.path)} (${altOf(picture)})`)),
    ...counted(problems.map(({ line, code, message }) => `line ${line}: ${message} [${code}]`)),
    ...notes,
  ];
  return {
    text: lines.join('\n'),
    data: {
      document: file,
      pictures: pictures.slice(0, MOST_TOLD).map(picture => ({
        path: beside(file, picture.path),
        prompt: words(picture.prompt),
        alt: altOf(picture),
        line: picture.line,
      })),
      refused: problems.slice(0, MOST_TOLD),
      notes,
    },
    pictures: told,
    failed: pictures.length === 0 && problems.length > 0,
  };
}

const words = (text: string): string => shortened(onOneLine(text), MOST_WORDS);

/** The first of them, and how many more there are. */
function counted(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_TOLD;
  return more > 0 ? [...lines.slice(0, MOST_TOLD), `… and ${more} more.`] : lines;
}

const altOf = ({ alt, prompt }: PlannedPicture): string => (alt === '' ? altFor(prompt) : words(alt));
