import type { ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { byteWords } from './words.ts';

/** e.g. "Sana 0.6B": what the facts beside it say is not repeated. */
export function modelName({ title, nativeSize, demo, server }: ModelEntry, { texts }: Locale): string {
  if (server !== undefined && title === '') return texts.servers.unnamed;
  const name =
    nativeSize === undefined
      ? title
      : title
          .split(' ')
          .filter(word => word !== String(nativeSize))
          .join(' ');
  return demo ? texts.models.demoName(name) : name;
}

/** What a person chooses by, e.g. "1024 px", "English only", "5.87 GB". */
export function modelFacts(model: ModelEntry, { texts, language }: Locale): readonly string[] {
  const { nativeSize, languages, bytes, edition, weights, program } = model;
  return [
    nativeSize === undefined ? '' : texts.modelTrainedAt(nativeSize),
    languages ? texts.models.languages[languages] : '',
    edition ? texts.models.editions[edition] : '',
    weights ? texts.models.weights[weights] : '',
    bytes === undefined ? '' : byteWords(bytes, language),
    program === undefined ? '' : texts.models.foundBy(program),
  ].filter(Boolean);
}

/** Whether pictures can be made with it at once. */
export function isHere({ state, inPart }: ModelEntry): boolean {
  return state.kind === 'ready' || inPart !== undefined;
}

/** Of the text encoder of every model. */
const GEMMA = 'https://ai.google.dev/gemma/terms';

/** Where a link leads, as short as it says so. */
export function linkName(link: string, { texts }: Locale): string {
  if (link === GEMMA) return texts.models.termsOfGemma;
  const { host, pathname } = new URL(link);
  const isRepository = host === 'huggingface.co' && pathname.split('/').length === 3;
  return isRepository ? texts.models.termsOfModel : `${host}${pathname}`.replace(/^www\./, '');
}
