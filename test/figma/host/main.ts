// Runs in the test page and plays Figma for one plugin.

import type { Setting } from '../model/plugin-api.ts';
import { startRealm } from './realm.ts';
import { attribute, createUiFrame } from './ui-frame.ts';

export interface PluginStart {
  readonly model: string;
  readonly code: string;
  readonly ui: string;
  /** Content-Security-Policy of the UI. */
  readonly policy: string;
  readonly setting: Setting;
  readonly command: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Values that Figma's documentation lists; only those that the panel uses. */
const THEMES = {
  light: {
    bg: '#ffffff',
    'bg-secondary': '#f5f5f5',
    'bg-selected': '#e5f4ff',
    'bg-brand': '#0d99ff',
    'bg-brand-hover': '#007be5',
    border: '#e6e6e6',
    'border-strong': '#2c2c2c',
    'border-selected': '#0d99ff',
    text: '#000000e5',
    'text-secondary': '#00000080',
    'text-onbrand': '#ffffff',
    'text-danger': '#dc3412',
  },
  dark: {
    bg: '#2c2c2c',
    'bg-secondary': '#383838',
    'bg-selected': '#4a5878',
    'bg-brand': '#0c8ce9',
    'bg-brand-hover': '#0a6dc2',
    border: '#444444',
    'border-strong': '#ffffff',
    'border-selected': '#0c8ce9',
    text: '#ffffff',
    'text-secondary': '#ffffffb2',
    'text-onbrand': '#ffffff',
    'text-danger': '#fca397',
  },
} as const;

const host = {
  log: [] as string[],
  unhandled: (): readonly string[] => [],
  call: (_name: string, ..._args: readonly unknown[]): unknown => undefined,
  close: () => {},

  /** As Figma does while a plugin runs: a class and the values of the variables. */
  theme: (name: keyof typeof THEMES) => ({
    name: `figma-${name}`,
    style: `:root{${Object.entries(THEMES[name])
      .map(([variable, value]) => `--figma-color-${variable}:${value};`)
      .join('')}}`,
  }),

  async start({ model, code, ui, policy, setting, command, parameters }: PluginStart): Promise<void> {
    // Figma refuses the text itself, even inside a string or comment.
    if (/import\s*\(/.test(code)) throw new SyntaxError('possible import expression rejected');
    const realm = await startRealm();
    const { name, style } = host.theme('light');
    const added = `<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
      <style id="figma-style">${style}</style>`;
    const frame = createUiFrame(
      html => html.replace('<html', `<html class="${name}"`).replace('<head>', () => `<head>${added}`),
      message => realm.call('deliver', message),
    );
    host.log = [];
    host.call = realm.call;
    host.unhandled = () => realm.unhandled;
    host.close = () => {
      realm.call('close');
      frame.close();
    };
    realm.run(model, 'figma-model.js');
    realm.start(
      'createFigma',
      {
        log: (kind: string, text: string) => host.log.push(`${kind}: ${text}`),
        showUI: frame.open,
        post: frame.post,
        resize: frame.resize,
        setTimer: (id: number, delay: number) => setTimeout(() => realm.call('fireTimer', id), delay),
      },
      setting,
    );
    realm.setGlobal('__html__', ui);
    realm.run(code, 'code.js');
    realm.call('run', command, parameters);
  },
};

declare global {
  var figmaHost: typeof host;
}

globalThis.figmaHost = host;
