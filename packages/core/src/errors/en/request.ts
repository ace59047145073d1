import type { Limits } from '../limits.ts';
import { joined } from '../wording.ts';

/** What a field is called, where that is not its key. */
export const FIELDS: Readonly<Record<string, string>> = {
  steps: 'number of steps',
  guidanceScale: 'guidance scale',
  count: 'number of pictures',
  variationSeed: 'variation seed',
  startImage: 'start image',
  loras: 'list of LoRAs',
  pagScale: 'scale of PAG',
  pagLayers: 'list of blocks for PAG',
  pagAdaptive: 'adaptive share of PAG',
  refine: 'refinement',
  control: 'control picture',
  controlnet: 'ControlNet',
  controlFrom: 'kind of control picture',
  controlScale: 'control scale',
  controlStart: 'start of control',
  controlEnd: 'end of control',
  mask: 'mask',
  feather: 'feather',
};

/** e.g. "a whole number from 1 to 16" */
function allowed(limits: Limits | undefined): string {
  switch (limits?.kind) {
    case 'whole':
      return `a whole number from ${limits.min} to ${limits.max}`;
    case 'real':
      return limits.above
        ? `a number above ${limits.min} and up to ${limits.max}`
        : `a number from ${limits.min} to ${limits.max}`;
    case 'choice':
      return `one of ${joined(limits.names, ', ')}`;
    case 'flag':
      return 'true or left out';
    case 'loras':
      return `a list of at most ${limits.most} files with strengths from ${limits.min} to ${limits.max}`;
    case 'picture':
      return 'RGBA bytes of its size';
    case 'model-name':
      return 'the name of a model in the list';
    case 'size':
      return 'written like 512 or 1024x768';
    case 'words':
      return 'text';
  }
  return 'another value';
}

/** @param given as `show` says it */
function field(facts: { readonly field: string; readonly limits: Limits; readonly given: string }): string {
  const name = FIELDS[facts.field] ?? facts.field ?? 'value';
  return `The ${name} must be ${allowed(facts.limits)}, but ${facts.given ?? 'another'} was given.`;
}

/** Of a picture in a request. */
export interface PixelFacts {
  readonly field: string;
  readonly length: string;
  readonly width: string;
  readonly height: string;
}

/** What was asked for, and the pictures that come with it. */
export const request = {
  'request-invalid:field': field,
  'size-out-of-range:field': field,
  'steps-out-of-range:field': field,
  'guidance-out-of-range:field': field,
  'seed-out-of-range:field': field,
  'count-out-of-range:field': field,
  'variation-out-of-range:field': field,
  'strength-out-of-range:field': field,
  'image-unreadable:field': field,
  'size-out-of-range:area':
    'A picture has at most {max} pixels (4096 × 4096), but {width} × {height} was asked for; choose a smaller width or height.',
  'size-out-of-range:document': 'Pictures can have at most {max} px a side here. Choose a smaller width or height.',
  'mask-unfit:size':
    'The mask has {maskWidth} × {maskHeight} pixels and the picture {width} × {height}. Make the mask as large as the picture; what is white in it changes.',
  'mask-unfit:picture':
    'What a mask does not show stays as it is, so the result has {width} × {height} pixels like the picture; {askedWidth} × {askedHeight} were asked for. Leave the size out, or resize picture and mask first.',
  'mask-unfit:outpaint':
    'The picture has {width} × {height} pixels. To draw what is around it, ask for a size that is larger, and smaller on no side; {askedWidth} × {askedHeight} were asked for.',
  'controlnet-missing:unsaid':
    'Say which ControlNet follows the control picture (--controlnet): a folder, a file, or an id on Hugging Face such as ishan24/Sana_600M_1024px_ControlNetPlus_diffusers.',
  'controlnet-missing:file': 'There is no ControlNet at {name}. Check the path or the id.',
  'controlnet-missing:here':
    'ControlNets cannot be opened here. Draw on the command line, or leave the control picture out.',
  'controlnet-unfit:none':
    '{file} is no ControlNet of Sana: it has no input_block. Choose the folder “controlnet” of one, or an official .pth.',
  'controlnet-unfit:width':
    '{file} is a ControlNet for a Sana of width {found}; {model} has width {width}. Choose the one that was made for this model (1152: 0.6B, 2240: 1.6B).',
  'controlnet-unfit:blocks':
    '{file} has {found} blocks, and {model} has room for {most} of a ControlNet. Choose the one that was made for this model.',
  'controlnet-unfit:generation':
    '{file} is a ControlNet for another generation of Sana than {model}: one of them has norms of queries and keys. Choose the one that was made for this model.',
  'controlnet-unfit:family':
    '{file} is a ControlNet for Sana, and {model} is a Sprint, which none was trained for. Choose a model of Sana 1.0.',
  'request-invalid:control-span':
    'The control picture counts from {start} to {end} of the steps, which is nothing. Let it end after it starts.',
  'refine-unfit:mask':
    'A refined picture is drawn anew everywhere, so nothing of it would stay as it was. Change the part first, and refine the result.',
  'refine-unfit:size':
    'The picture to refine has {width} × {height} pixels, and {askedWidth} × {askedHeight} were asked for. Leave the size out.',
  'refine-unfit:area':
    'Refined by {refine}, the picture would have {width} × {height} pixels; at most 4096 × 4096 are drawn, 8192 a side. Choose a smaller size.',
  'request-invalid:object': 'A request must be an object with a prompt.',
  'request-invalid:empty': 'Say what the picture is to show.',
  'request-invalid:message': '{what}: {field} does not fit ({detail}).',
  'request-invalid:source': 'Models of kind “{kind}” cannot be opened here; there are: {kinds}.',
  'request-invalid:pag-layers':
    'PAG has no block {given} to perturb: {model} has transformer_blocks.0 to transformer_blocks.{last}.',
  'request-invalid:solver': ({ given, fitting }: { readonly given: string; readonly fitting: readonly string[] }) =>
    `This model cannot be sampled with ${given ?? 'this solver'}; choose ${joined(fitting, ' or ')}, or leave the solver out.`,
  'style-unreadable:format':
    '{what} holds no styles that can be read. Choose a file that was saved here, or one made like it.',
  'style-unreadable:version': '{what} was saved by a later version. Bring this one up to date, then open it again.',
  'style-unreadable:value': (facts: {
    readonly what: string;
    readonly field: string;
    readonly given: string;
    readonly limits: Limits;
  }) =>
    `${facts.what ?? 'The file'}: a style's ${facts.field ?? 'field'} is ${facts.given ?? 'something else'}; it must be ${allowed(facts.limits)}. Correct it and open it again.`,
  'policy-unreadable': '{what} is no safety policy: {field}: {detail}. Write it as docs/safety.md shows.',
  'policy-unreadable:missing':
    '{what} is not there: the setting {setting} names it as the file with the safety policy. Put it there, or change the setting.',
  'probe-unreadable:value': '{what} is no probe: {field}: {detail}. Choose one that was fitted by this program.',
  'probe-unreadable:version': '{what} is of a later version. Bring this program up to date, or fit the probe again.',
  'probe-unfit:size':
    'The probe of the safety policy was fitted on {name}, with {layers} layers of {width} numbers; the text encoder of this model has {ownLayers} of {ownWidth}. Choose a model with that text encoder, or take the probe out of the policy.',
  'probe-unfit:other':
    'The probe of the safety policy was fitted on {name}; the text encoder of this model is another. Choose a model with that text encoder, or take the probe out of the policy.',
  'classifier-missing':
    'The safety policy has pictures looked at, and what looks at them is not here. Add it (sana models add open-nsfw) and use the command line, or take “pictures” out of the policy.',
  'model-unsupported:no-turns':
    'The safety policy asks the text encoder about prompts, and the one of this model has no {token}: it cannot be asked. Choose a model with Gemma-2-2b-it, or take “question” out of the policy.',
  'asker-missing':
    'The safety policy has {model} asked about prompts, which is possible only on the command line. Take “model” out of the policy’s “question”, or draw there.',
  'request-refused': ({ words }: { readonly words: readonly string[] }) =>
    `The prompt holds words that are not drawn: ${joined(words, ', ', word => `“${word}”`)}. Write it without them, or let them be replaced by ❤️.`,
  'request-refused:second-look':
    'The safety policy’s second look finds that this prompt asks for what is not drawn. Write it differently.',
  'prompt-too-long': 'The prompt has {length} characters; shorten it to at most {limit}.',
  'prompt-not-unicode:surrogate':
    'The prompt is not valid Unicode: half of a surrogate pair (U+{unit}) stands alone at offset {offset}; remove it.',
  'prompt-not-unicode:bytes': 'The prompt is not valid Unicode (UTF-8). Write it again or convert it.',

  'image-unreadable:pixels': (facts: PixelFacts) =>
    `The ${FIELDS[facts.field] ?? facts.field ?? 'picture'} must be RGBA bytes of its size, but ${facts.length ?? 'no'} bytes came with ${facts.width ?? '…'} × ${facts.height ?? '…'} pixels; read the picture again.`,
  'image-unreadable:not-png': 'This is not a PNG picture; choose a PNG file.',
  'image-unreadable:too-many-pixels':
    'The picture has {width} × {height} pixels; make it smaller than {limit} pixels first.',
  'image-unreadable:damaged': 'The PNG picture is damaged or cut short; save it again.',
  'image-unreadable:not-webp': 'This is not a WebP file.',
  'image-unreadable:unknown': 'This is not a picture that can be read; choose another.',
  'image-unreadable:no-request': 'The picture has no request inside; make it again.',
  'image-unreadable:file': '{file}: {problem}',
  'image-unreadable:file-size': '{file} has {size} bytes. Choose a smaller PNG picture.',
  'out-of-memory:picture': 'There was not enough memory to read the picture; choose a smaller one.',
} as const;

export { allowed, FIELDS as fieldNames };
