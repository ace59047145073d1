import {
  type Call,
  type Calls,
  COMMANDS,
  type PageMessage,
  PROMPT_PARAMETER,
  type SandboxMessage,
} from '../messages.ts';
import type { Figma } from './api.ts';
import { exportSelectedLayer } from './export-layer.ts';
import { PlacedPictures } from './place.ts';
import { refusedBy } from './refused.ts';
import { offersOf } from './selection.ts';

const SIZE_KEY = 'size';
/** CSS pixels of the panel: the least that it can be used at, and what it begins with. */
const LEAST = { width: 280, height: 320 };
const USUAL = { width: 340, height: 640 };
const MOST = 1600;
/** Milliseconds: a dragged selection changes many times a second. */
const SETTLED_AFTER = 100;
const MOST_SUGGESTIONS = 8;

type Answers = { readonly [Name in keyof Calls]: (argument: Calls[Name]['in']) => Promise<Calls[Name]['out']> };

/** The plugin's half in Figma's sandbox: reads the selection, puts pictures into the document, and nothing else. */
export function startPlugin(figma: Figma, html: string): void {
  const placed = new PlacedPictures(figma);
  const answers: Answers = {
    place: placement => placed.place(placement),
    exportLayer: () => exportSelectedLayer(figma),
    read: key => figma.clientStorage.getAsync(key),
    write: async ({ key, value }) => {
      await figma.clientStorage.setAsync(key, value);
      return undefined;
    },
  };
  const send = (message: SandboxMessage) => figma.ui.postMessage(message);
  const offers = () => offersOf(figma.currentPage.selection);
  let shown = '';
  const sendSelection = () => {
    const selected = offers();
    shown = JSON.stringify(selected);
    send({ type: 'selection', editor: figma.editorType, offers: selected });
  };
  let listening = false;
  let closed = false;
  let asked: SandboxMessage | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;

  async function answer(call: Call<keyof Calls>): Promise<void> {
    const { id, name, argument } = call;
    let message: SandboxMessage;
    try {
      // the name says which argument it is; the types of a union cannot
      const run = answers[name] as (argument: unknown) => Promise<unknown>;
      message = { type: 'answer', id, value: await run(argument) };
    } catch (error) {
      const { refusal, label } = refusedBy(error, '');
      message = { type: 'refused', id, refusal, label };
    }
    if (!closed) send(message);
  }

  figma.parameters.on('input', ({ query, result }) => {
    const prompts = offers().map(({ prompt }) => prompt.split('\n').join(' '));
    const suggestions = [...new Set([query.trim(), ...prompts])].filter(prompt => prompt.includes(query.trim()));
    result.setSuggestions(suggestions.filter(Boolean).slice(0, MOST_SUGGESTIONS));
  });
  figma.on('run', ({ command, parameters }) => {
    if (command === COMMANDS.regenerate) asked = { type: 'run', command: 'regenerate', offers: offers() };
    const prompt: unknown = parameters?.[PROMPT_PARAMETER];
    if (typeof prompt === 'string') asked = { type: 'run', command: 'generate', prompt, offers: offers() };
    // not before: while a quick action is being typed the code already runs
    void show(figma, html);
  });
  const settle = () => {
    if (settling !== undefined) clearTimeout(settling);
    settling = setTimeout(() => {
      if (!closed && listening) sendSelection();
    }, SETTLED_AFTER);
  };
  figma.on('selectionchange', settle);
  figma.on('currentpagechange', settle);
  figma.on('close', () => {
    closed = true;
    if (settling !== undefined) clearTimeout(settling);
  });
  figma.ui.onmessage = received => {
    const message = received as PageMessage;
    switch (message.type) {
      case 'ready':
        listening = true;
        sendSelection();
        if (asked) send(asked);
        break;
      case 'look':
        // what is typed into a selected layer changes no selection
        if (JSON.stringify(offers()) !== shown) sendSelection();
        break;
      case 'resize': {
        const width = Math.round(Math.min(MOST, Math.max(LEAST.width, message.width)));
        const height = Math.round(Math.min(MOST, Math.max(LEAST.height, message.height)));
        figma.ui.resize(width, height);
        // the next panel is as large as this one; if not, nothing is lost
        figma.clientStorage.setAsync(SIZE_KEY, { width, height }).catch(() => {});
        break;
      }
      case 'call':
        void answer(message);
        break;
    }
  };
}

async function show(figma: Figma, html: string): Promise<void> {
  const size = await figma.clientStorage.getAsync(SIZE_KEY).catch(() => undefined);
  figma.showUI(html, { ...(isSize(size) ? size : USUAL), themeColors: true, title: 'Sana Studio' });
}

function isSize(value: unknown): value is typeof USUAL {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height } = value as Record<string, unknown>;
  return typeof width === 'number' && typeof height === 'number' && width >= LEAST.width && height >= LEAST.height;
}
