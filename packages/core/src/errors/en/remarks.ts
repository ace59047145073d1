import { joined } from '../wording.ts';
import { NO_GPU } from './run.ts';

/** A language tag, and titles of models. */
export type OtherLanguage = {
  readonly language: string;
  readonly model: string;
  readonly other?: string | undefined;
};

/** A model, words of a prompt, and things that the model knows. */
export type UnknownThings = {
  readonly model: string;
  readonly words: readonly string[];
  readonly nearest: readonly string[];
};

/** @returns undefined where nobody can tell, as for the tag `und` */
export function languageName(inLanguage: string, tag: unknown): string | undefined {
  if (typeof tag !== 'string' || tag === 'und') return undefined;
  try {
    return new Intl.DisplayNames(inLanguage, { type: 'language', fallback: 'none' }).of(tag);
  } catch {
    return undefined;
  }
}

const onProcessor = ', so pictures are computed by the processor (WebAssembly), which takes much longer.';

/** What a run or a model has to say without failing. */
export const remarks = {
  'no-gpu:not-offered': `${NO_GPU['not-offered']}${onProcessor}`,
  'no-gpu:no-adapter': `${NO_GPU['no-adapter']}${onProcessor}`,
  'no-gpu:not-started': `${NO_GPU['not-started']}${onProcessor}`,
  'no-gpu:software': `${NO_GPU.software}${onProcessor}`,
  'one-thread':
    'The processor computes on one thread: browsers allow more only to a page that is isolated from all others, which one in a frame (Figma, VS Code) or from a server that does not ask for it is not.',
  'gpu-reduced':
    'The graphics device has {names}, but the browser did not grant it. Pictures are drawn without, which may take longer.',
  /** @see PromptTokens: what the model does not read of a prompt */
  'prompt-cut':
    'The prompt has {tokens} tokens, and the model reads {limit} of them: it does not read “{unread}”. Shorten it.',
  'negative-cut':
    'The negative prompt has {tokens} tokens, and the model reads {limit} of them: it does not read “{unread}”. Shorten it.',
  'language-unknown': ({ language, model, other }: OtherLanguage) =>
    `The prompt seems to be in ${languageName('en', language) ?? 'another language than English'}, but ${model} was trained on English only.${
      other ? ` ${other} knows other languages.` : ''
    }`,
  /** @see KnownThings: of what a small model was not trained to draw */
  'unknown-things': ({ model, words, nearest }: UnknownThings) =>
    `${model} does not seem to know ${joined(words, ', ', word => `“${word}”`)} and may draw something else. What it knows and takes this for: ${joined(nearest, ', ')}.`,
  'negative-unused:model': 'The negative prompt has no effect: this model takes none.',
  'negative-unused:guidance': 'The negative prompt has no effect at a guidance of {guidance}; it takes one above 1.',
  'combinations-left':
    'The alternatives make {total} prompts; the first {made} are made. Take some alternatives away to see the others.',
  'scheduler-replaced':
    'The folder has a {found}, but its transformer is one of {family}: it is sampled with {taken} instead.',
  'pipeline-differs': 'The folder says {pipeline}, but its transformer is one of {family}: it is drawn as such.',
  'taken-for-lite':
    '{file} came without a configuration. Its decoder has the shape of DC-AE-Lite, so it is taken for one (silu before the last convolution).',
  'tuning-unknown':
    '{file} does not say whether it is the instruction-tuned Gemma 2. With the base model, which has the same shapes, pictures follow prompts badly.',
  'model-damaged':
    'The note of what {model} consists of cannot be read. Add or import it again, which fetches only what is missing, or remove it. Until then nothing is deleted that models may share.',
  'folder-visit':
    'This folder is read where it is, for this visit only: this browser does not keep folders. Open it again at the next visit.',
  'whole-files':
    '{source} ignores range requests, so every file was fetched whole, with what only some prompts need. Servers with ranges are nginx, Caddy, S3 and sana serve.',
  'server-model':
    '{server} says nothing of {model}: it is taken for a Sana of 1024 px, drawn in 20 steps. Say --size, --steps and --guidance if it is another.',
  'server-size': '{server} drew {drawn} pixels instead of {asked}; the picture is kept as it is.',
  'small-unmeasured':
    'The text encoder comes in {type}, as {repo} publishes it: some four bits a value instead of sixteen. What that does to the pictures of Sana was not measured on the official weights; docs/models.md tells how to measure it.',
  'token-kept':
    'HF_TOKEN belongs to {owner} and is not sent to {source}. If it is meant for that server, give its address in HF_ENDPOINT, with https.',
  /** A model in one sentence; what follows is about some of its files. */
  'compared:verified': 'Verified: {verified} of {all} files have the hashes that {source} states.',
  'compared:in-part':
    'In part: {verified} of {all} files have the hashes that {source} states; of the others only parts are here.',
  'compared:not-compared':
    'Not compared: {verified} of {all} files have a hash that {source} states; not every other one could be compared.',
  'kept:in-part': 'In part: what is here of {files} is as it arrived; {source} states hashes for whole files only.',
  'kept:pieces':
    'In part: what was fetched at first of {files} has the hashes that {source} states for its parts; words that came later are as they arrived.',
  'kept:no-hash': 'Not compared: {source} states no hash for {files}. What is here is as it arrived.',
  'kept:converted':
    'Not compared: {files} were converted on the way, so the hashes that {source} states are not for what is here.',
  'kept:whole': 'Not compared: {files} became whole since the last comparison with the hashes that {source} states.',
  'kept:contested':
    'To be fetched again: of {files} an earlier version kept bytes of several sources that nobody compared. Add the model again.',
  'kept:as-elsewhere': 'Compared: what is here of {files} is as {source} has it.',
  'differs:absent': '{source} has no {file}.',
  'differs:size': '{source} states another size for {file}.',
  'differs:hash': '{source} states another hash for {file}.',
  'differs:bytes': '{source} has other bytes than are here of {file}.',
  'second-look:found':
    'The safety policy’s second look finds that the prompt asks for what is not drawn: “A red heart.” is drawn in its place.',
  'second-look:kept': ({ words }: { readonly words: readonly string[] }) =>
    `The safety policy’s second look finds the prompt harmless: ${joined(words, ', ', word => `“${word}”`)} ${words?.length === 1 ? 'was' : 'were'} kept.`,
  'picture-withheld:kept':
    'The picture is withheld, as the safety policy has it: the classifier takes it for nudity or sex, at {percent} %. It may be wrong; another seed draws another picture.',
  'picture-withheld:askable':
    'The picture is withheld, as the safety policy has it: the classifier takes it for nudity or sex, at {percent} %. It may be wrong; the policy permits to see it (on the command line, --show-withheld).',
  'picture-withheld:shown':
    'The classifier takes the picture for nudity or sex, at {percent} %; it is shown because you asked for that.',
  'mask-empty':
    'The mask shows nothing that is to change (it is black throughout), so the picture stays as it is. What is white changes.',
  'mask-full':
    'The mask shows everything (it is white throughout), so all of the picture is drawn anew. What is black stays.',
  'mask-feathered':
    'With a feather of {feather} px nothing is left of the mask, so the picture stays as it is. Choose a smaller one.',
  'mask-from-alpha': 'The mask has transparency: what is transparent in it changes.',
  'pag-not-applied':
    'The folder is a {pipeline}. Pictures are drawn with perturbed-attention guidance (PAG) where a scale is set for it, and else without.',
  'pag-unused:model': 'Perturbed-attention guidance (PAG) has no effect: this model has its guidance in itself.',
  'quality-limited:passes':
    'Quality “{quality}” spares passes for the negative prompt, of which there are none here: {steps} of {asked} steps are drawn.',
  'quality-limited:pag':
    'Quality “{quality}” spares passes for the negative prompt, but not beside perturbed-attention guidance (PAG): {steps} of {asked} steps are drawn.',
  'quality-limited:steps':
    'Quality “{quality}” spares passes for the negative prompt, but not of so few steps: {steps} of {asked} steps are drawn.',
  'quality-limited:memory':
    'Quality “{quality}” would need a second network in memory, for which there is no room: {steps} of {asked} steps are drawn.',
} as const;
