import { type Channel, type ContractOf, openChannel, serve, type Wire } from '@sana-studio/core/channel';
import { readStored } from '@sana-studio/core/request';
import fc from 'fast-check';
import { SANDBOX } from '../../../plugins/figma/src/contract.ts';
import { storedPicture } from '../../../plugins/figma/src/main/stored-request.ts';
import { HOST, PAGE } from '../../../plugins/vscode/src/contract.ts';
import {
  changeJson,
  hostileText,
  hostileValue,
  jsonChanges,
  jsonSpelling,
  makeHostile,
  spellJson,
} from '../hostile-json.ts';
import { target } from '../target.ts';
import { REQUEST } from './pictures.ts';

const CONTRACTS = { ...SANDBOX, ...HOST, ...PAGE };
const METHODS = Object.entries(CONTRACTS).flatMap(([part, methods]) =>
  Object.keys(methods).map(method => `${part}.${method}`),
);

/** Every method there is, doing nothing: what reaches them was let through. */
const parts = Object.fromEntries(
  Object.entries(CONTRACTS).map(([part, methods]) => [
    part,
    Object.fromEntries(Object.keys(methods).map(method => [method, async () => undefined])),
  ]),
);
const served = serve<unknown>(CONTRACTS as ContractOf<unknown>, parts);

const PLAUSIBLE: readonly unknown[] = [
  REQUEST,
  { format: 'png' },
  { id: 'a', prompt: 'a cat', label: 'A', request: REQUEST },
  { png: new Uint8Array(10), width: 5, height: 5, prompt: 'a', request: '{}', place: 'fill', fit: 'FIT' },
  { bytes: new Uint8Array(10), format: 'webp', request: REQUEST },
  'words',
  7,
];

const live = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom<unknown>(0, 1, -1, 1e9, null),
      fc.constantFrom<unknown>(null, 'signal', 'onProgress', 'onSelection', '__proto__', 'constructor', 7),
      fc.constantFrom<unknown>('signal', 'callback', 'aborted', 'other'),
    ),
    fc.constantFrom<unknown>(null, 7, []),
  ),
  { maxLength: 3 },
);

const sent = fc.record({
  sana: fc.oneof(
    { weight: 6, arbitrary: fc.constant('call') },
    fc.constantFrom<unknown>('hello', 'abort', 'event', 'value', 'error', 7),
  ),
  id: fc.oneof(fc.nat({ max: 3 }), fc.constantFrom<unknown>(-1, 1e300, 'a', null)),
  method: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...METHODS) }, hostileText),
  args: fc.array(
    fc.oneof(
      fc.record({ like: fc.nat({ max: PLAUSIBLE.length - 1 }), changes: fc.option(jsonChanges, { nil: [] }) }),
      hostileValue.map(value => ({ value })),
    ),
    { maxLength: 3 },
  ),
  live,
  extra: fc.dictionary(
    fc.constantFrom('version', 'answer', 'error', 'value', 'name', 'data'),
    fc.jsonValue({ maxDepth: 2 }),
  ),
});

type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

/** What comes out of a pipe that clones. */
function message({ args, extra, ...rest }: Sent): unknown {
  const values = args.map(arg =>
    'value' in arg ? makeHostile(arg.value) : changeJson(PLAUSIBLE[arg.like], arg.changes),
  );
  return { version: 1, answer: false, ...rest, args: values, ...extra };
}

export const messages = target({
  name: 'messages between frames',
  inputs: fc.array(sent, { minLength: 1, maxLength: 4 }),
  async read(input) {
    const answers: unknown[] = [];
    let receive: (message: unknown) => void = () => undefined;
    const wire: Wire = {
      post: posted => void answers.push(structuredClone(posted)),
      listen: heard => {
        receive = heard;
      },
    };
    const channel: Channel = openChannel(wire, { version: 1, serves: served, bounded: true });
    receive({ sana: 'hello', version: 1, answer: true });
    for (const one of input) receive(message(one));
    await new Promise(resolve => setImmediate(resolve));
    channel.close(new Error('over'));
    for (const answer of answers as {
      readonly sana: string;
      readonly error?: { readonly code?: unknown; readonly message?: unknown };
    }[]) {
      if (answer.sana !== 'error') continue;
      const { code, message: words } = answer.error ?? {};
      if (typeof code !== 'string' || code === 'internal')
        throw new Error(`answered with ${String(code)}: ${String(words)}`);
      if (String(words).length > 8192) throw new Error('answered with more than 8 kB');
    }
  },
});

export const pluginData = target({
  name: 'Figma plugin data',
  inputs: fc.oneof(
    fc
      .record({ changes: jsonChanges, spelling: jsonSpelling })
      .map(({ changes, spelling }) => ({ changes, spelling, text: '' })),
    hostileText.map(text => ({ changes: [], spelling: 'plain' as const, text })),
  ),
  read({ changes, spelling, text }) {
    const json = text || spellJson(changeJson(REQUEST, changes), spelling);
    const layer = { getPluginData: () => json } as unknown as Parameters<typeof storedPicture>[0];
    const stored = storedPicture(layer);
    if (stored === undefined) return;
    if (typeof stored.words !== 'string') throw new Error('a prompt that is no text');
    readStored(JSON.parse(stored.json));
  },
});
