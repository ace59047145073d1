import { HUGGING_FACE } from '@sana-studio/models';
import { COMMANDS, PROMPT_PARAMETER } from '../contract.ts';

export const EDITORS = ['figma', 'figjam', 'dev', 'slides', 'buzz'] as const;
export type Editor = (typeof EDITORS)[number];

export interface ManifestOptions {
  /** Where the engine page is: https, or http on this machine while developing. */
  readonly engine: URL;
  readonly editors: readonly Editor[];
  /** Of the published plugin; Figma gives it. */
  readonly id?: string | undefined;
}

/**
 * The address of an engine page.
 * @throws Error saying what is wrong with it
 */
export function engineAddress(text: string | undefined): URL {
  const example = 'for example --engine https://sana.example.com/';
  if (!text) throw new Error(`Say where the engine page is, ${example}`);
  if (!URL.canParse(text)) throw new Error(`“${text}” is no address; give one, ${example}`);
  const url = new URL(text);
  if (url.protocol === 'https:' || isLocal(url)) return url;
  throw new Error(
    `“${text}” cannot be used: browsers give graphics devices and storage to https pages only, ${example}`,
  );
}

/** While developing: Figma takes the name, but no numbers. */
function isLocal({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && hostname === 'localhost';
}

/** What reviewers and administrators read beside the domain, with every host that is asked for anything. */
function reasoningFor({ href }: URL): string {
  return `${href} is the page that computes the pictures, in a frame of the plugin and on this computer; it comes with a small model. Prompts, layers and pictures are sent nowhere, unless the person chooses a server that draws: then that page sends the prompt, the negative prompt, size, seed, steps and guidance there, and nothing of the file. That page downloads further models, when the person asks for one, from ${HUGGING_FACE} or from the mirror that the person names.`;
}

/** manifest.json. @throws Error for editors that Figma does not take together */
export function manifest({ engine, editors, id }: ManifestOptions): object {
  for (const other of ['figjam', 'slides'] as const) {
    if (editors.includes('dev') && editors.includes(other)) {
      throw new Error(`Figma takes no plugin for both dev and ${other}; build one folder for each.`);
    }
  }
  return {
    name: 'Sana Studio',
    ...(id && { id }),
    api: '1.0.0',
    editorType: editors,
    ...(editors.includes('dev') && { capabilities: ['inspect'] }),
    main: 'code.js',
    ui: 'ui.html',
    documentAccess: 'dynamic-page',
    networkAccess: {
      ...(isLocal(engine)
        ? { allowedDomains: ['none'], devAllowedDomains: [engine.origin] }
        : { allowedDomains: [engine.origin] }),
      reasoning: reasoningFor(engine),
    },
    menu: [
      { name: 'Open', command: COMMANDS.open },
      {
        name: 'Make a picture',
        command: COMMANDS.generate,
        parameters: [
          {
            name: 'Prompt',
            key: PROMPT_PARAMETER,
            description: 'What the picture shows, in any language',
            allowFreeform: true,
          },
        ],
        parameterOnly: false,
      },
      { name: 'Draw from this wireframe', command: COMMANDS.wireframe },
      { name: 'Write alternative texts', command: COMMANDS.altTexts },
    ],
    relaunchButtons: [{ command: COMMANDS.regenerate, name: 'Regenerate', multipleSelection: true }],
  };
}
