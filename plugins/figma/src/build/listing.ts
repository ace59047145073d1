// What people read before they install the plugin, field by field of the form in which it is published.

import { HUGGING_FACE } from '@sana-studio/models';

export interface Listing {
  /** Without the name of Figma, which plugins may not have in theirs. */
  readonly name: string;
  /** One line below the name. */
  readonly tagline: string;
  readonly description: string;
  readonly category: string;
  readonly tags: readonly string[];
  /** What the form asks about data, with the answers. */
  readonly security: readonly (readonly [question: string, answer: string])[];
}

/** Characters and pixels that the form takes. */
export const LISTING_LIMITS = { tagline: 100, tags: 12, cover: [1920, 1080], icon: [128, 128] } as const;

export const LISTING: Listing = {
  name: 'Sana Studio',
  tagline: 'Fill mockups with pictures made from their own texts, on your own computer',
  description: `Select cards, lists or whole pages: Sana Studio finds the places for pictures, takes the titles beside them as prompts, and fills every place in one go. Buttons, prices, charts and icons are left alone, nothing moves, and one undo takes all of it back.

• Prompts from the design: titles, captions and names of layers, in many languages and as emoji. Every prompt can be changed first.
• Pictures stay with their prompts: select one, press Regenerate, and get another.
• Into the layer, beside it, or in place of a text. At the layer's size, times 2 or 3.
• Hundreds of layers at once, with progress, and Cancel that keeps what is finished.

Everything is computed on your computer, by the graphics device (WebGPU) or the processor. Prompts, layers and pictures are sent nowhere, unless you choose a server that draws: then it receives the prompt and the numbers of the request. A small model comes with the plugin; larger ones are downloaded once, if you ask for them.

Sana is a family of open text-to-image models by NVIDIA, MIT and Tsinghua University. Inappropriate words do not reach the models.`,
  category: 'Visual assets',
  tags: [
    'image',
    'placeholder',
    'mockup',
    'illustration',
    'generate',
    'text to image',
    'ai',
    'fill',
    'content',
    'prompt',
  ],
  security: [
    [
      'Do you host a backend for the plugin?',
      'No. Static files only: the page that computes the pictures, and a small model.',
    ],
    [
      'Does the plugin send anything that it reads from a file?',
      `No. Prompts, layers and pictures stay in the browser. If the person downloads a further model, pieces of that model's files are asked for at ${HUGGING_FACE} or a mirror that the person names; of a model that is kept in part, which pieces of its table of words are asked for follows from the prompt's words.`,
    ],
    [
      'What does it store?',
      'The panel’s settings in Figma’s storage for plugins; pictures and models in the browser’s storage; the request of a picture in its layer, in the file.',
    ],
    ['Does it need an account?', 'No.'],
  ],
};

/** The fields as one text, to be copied from. */
export function listingText({ name, tagline, description, category, tags, security }: Listing): string {
  const answers = security.map(([question, answer]) => `- **${question}** ${answer}`);
  return `# ${name}

${tagline}

## Description

${description}

## Category and tags

${category}; ${tags.join(', ')}

## Security

${answers.join('\n')}
`;
}
