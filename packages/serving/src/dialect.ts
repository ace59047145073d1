// What engines make of the same interface, as they were seen to: where each takes a seed, a number of steps, a guidance and
// words to avoid, none of which OpenAI's interface knows.

/** What one picture is asked for with. Sides in pixels, multiples of 32. */
export interface Asked {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidanceScale: number;
  readonly seed: number;
  readonly quality?: string | undefined;
  /** Name of the model on the server; undefined: it has but one and no name for it. */
  readonly model: string | undefined;
  /** The model takes prompts without the instruction and draws every size as it is, as the small models here do. */
  readonly plain: boolean;
}

export const DIALECT_NAMES = ['sglang', 'xinference', 'dynamo', 'hf-serve', 'sana', 'openai'] as const;

export type DialectName = (typeof DIALECT_NAMES)[number];

export interface Dialect {
  /** Of the engine, as its makers write it. */
  readonly title: string;
  /** Where pictures are asked for, below the server's address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** It draws every size as it is asked for, and not only the shapes that a model was trained on. */
  readonly anySize?: true;
  /** It can be asked for less exact pictures in less time. */
  readonly takesQuality?: true;
  body(asked: Asked): unknown;
}

const IMAGES = '/v1/images/generations';

const common = ({ model, prompt, width, height }: Asked) => ({
  ...(model !== undefined && { model }),
  prompt,
  n: 1,
  size: `${width}x${height}`,
  response_format: 'b64_json',
});

const more = ({ seed, steps, guidanceScale, negativePrompt }: Asked) => ({
  seed,
  num_inference_steps: steps,
  guidance_scale: guidanceScale,
  negative_prompt: negativePrompt,
});

/** How the reference's pipeline is told that a model has neither instruction nor list of sizes. */
const PLAIN = { complex_human_instruction: null, use_resolution_binning: false };

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  // noise from the processor's generator is the same on every machine, and that of this engine
  sglang: {
    title: 'SGLang',
    path: IMAGES,
    body: asked => ({
      ...common(asked),
      ...more(asked),
      output_format: 'png',
      generator_device: 'cpu',
      ...(asked.plain && { diffusers_kwargs: PLAIN }),
    }),
  },
  // takes the rest as JSON in a string, and answers with JPEG whatever is asked for
  xinference: {
    title: 'Xinference',
    path: IMAGES,
    body: asked => ({
      ...common(asked),
      kwargs: JSON.stringify({ ...more(asked), ...(asked.plain && PLAIN) }),
    }),
  },
  dynamo: {
    title: 'Dynamo',
    path: IMAGES,
    body: asked => ({ ...common(asked), nvext: more(asked) }),
  },
  // its images route knows no seed and reads a size as height and width; this one names them
  'hf-serve': {
    title: 'hf-serve',
    path: '/predict',
    headers: { Accept: 'image/png' },
    body: ({ prompt, width, height, ...asked }) => ({
      inputs: prompt,
      parameters: { width, height, ...more({ prompt, width, height, ...asked }) },
    }),
  },
  // this project's own
  sana: {
    title: 'sana serve',
    path: IMAGES,
    anySize: true,
    takesQuality: true,
    body: asked => ({
      ...common(asked),
      ...more(asked),
      ...(asked.quality !== undefined && { quality: asked.quality }),
    }),
  },
  openai: {
    title: 'an OpenAI-compatible server',
    path: IMAGES,
    body: asked => ({ ...common(asked), ...more(asked), output_format: 'png' }),
  },
};
