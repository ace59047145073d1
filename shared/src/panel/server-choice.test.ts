import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import type { LoadedModel, ModelEntry, PanelServer, PanelServers, ServerReport } from '../host.ts';
import { type Locale, localeFor } from '../locales/locales.ts';
import { serverEntries } from '../servers/servers.ts';
import { ENTRIES, fakeModels, MINI } from './host.fixture.ts';
import { outlookOf } from './outlook.ts';
import { asked, START, start } from './started.fixture.ts';
import { canAsk, serverOf } from './steps.ts';
import { standsAgainstWords } from './view/outlook-words.ts';
import { factsOf } from './view/server-words.ts';
import { problemWords, progressWords } from './view/words.ts';

const SERVER: PanelServer = {
  ...{ address: 'https://gpu.example', host: 'gpu.example', engine: 'SGLang' },
  ...{ models: ['sana-mini', 'org/other'], hasKey: false },
};
const REPORT: ServerReport = {
  ...{ host: 'gpu.example', engine: 'SGLang', models: SERVER.models, model: 'sana-mini', recognised: true },
  ...{ size: 'as-asked', seed: 'same', seconds: 1.25, format: 'PNG', likeHere: false },
  lacks: ['startImage', 'variation', 'sampler'],
};
const [SANA, OTHER] = serverEntries(SERVER) as [ModelEntry, ModelEntry];
const ON_SERVER: LoadedModel = {
  ...MINI,
  device: 'server',
  lacks: ['startImage', 'mask', 'outpaint', 'variation', 'sampler', 'loras', 'pagScale'],
};

function fakeServers(changes: Partial<PanelServers> = {}): PanelServers {
  return {
    watch: async ({ onServers }) => onServers([SERVER]),
    test: async () => REPORT,
    use: async () => SERVER,
    forget: async () => {},
    ...changes,
  };
}

async function startOn(servers: PanelServers) {
  const models = fakeModels(async () => [...ENTRIES, SANA, OTHER]);
  const started = await start({ servers, models });
  const { engine } = started.host;
  const load = engine.load.bind(engine);
  engine.load = async (model, options) => ({
    ...(model === SANA.id ? ON_SERVER : await load(model, options)),
    defaults: { ...MINI.defaults, model },
  });
  return started;
}

it('tells what a server makes of a request, or why it does not, and lets either be taken away', async () => {
  const failure = new SanaError('access-denied:server', { server: 'gpu.example', status: 401, detail: 'No key' });
  const test = vi.fn<PanelServers['test']>(async () => REPORT).mockRejectedValueOnce(failure);
  const { panel } = await startOn(fakeServers({ test }));
  const { servers } = panel;
  expect(servers.known.value).toEqual([SERVER]);
  await servers.test({ address: SERVER.address });
  expect(servers.question.value).toMatchObject({ kind: 'failed', error: { reason: 'access-denied:server' } });
  const question = servers.question.value;
  if (question?.kind === 'failed') question.again();
  expect(servers.question.value).toMatchObject({ kind: 'testing', address: SERVER.address });
  await vi.waitFor(() => expect(servers.question.value).toMatchObject({ kind: 'reported', report: REPORT }));
  servers.stop();
  expect(servers.question.value).toBeUndefined();
});

it('lets go of a server that does not answer, and does not hear what it says later', async () => {
  const { panel } = await startOn(
    fakeServers({
      test: (_, __, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new SanaError('cancelled')))),
    }),
  );
  const testing = panel.servers.test({ address: SERVER.address });
  expect(panel.servers.question.value).toMatchObject({ kind: 'testing' });
  panel.servers.stop();
  await testing;
  expect(panel.servers.question.value).toBeUndefined();
});

it('takes a model of a server as it takes any, remembers it, and offers what can be asked of it alone', async () => {
  const use = vi.fn(fakeServers().use);
  const { host, panel } = await startOn(fakeServers({ use }));
  expect(canAsk(panel.state, 'startImage')).toBe(true);
  expect(await panel.servers.use({ address: SERVER.address, key: 'k' }, true)).toBe(true);
  expect(use.mock.calls[0]).toMatchObject([{ address: SERVER.address, key: 'k' }, { keep: true }]);
  expect(panel.state.form.model).toBe(SANA.id);
  await vi.waitFor(() => expect(host.stored.get('form')).toMatchObject({ model: SANA.id }));
  expect(JSON.stringify([...host.stored])).not.toContain('"k"');
  expect(serverOf(panel.state)).toBe('gpu.example');
  expect(['startImage', 'variation', 'sampler', 'seed'].map(field => canAsk(panel.state, field as 'seed'))).toEqual([
    ...[false, false, false, true],
  ]);
  await panel.servers.use({ address: SERVER.address }, false, 'org/other');
  expect(panel.state.form.model).toBe(OTHER.id);
});

it('says before anything is sent what of the form cannot be asked for there', async () => {
  const { host, panel } = await startOn(fakeServers());
  panel.form.edit({ prompt: 'a cat' });
  await panel.servers.use({ address: SERVER.address }, false);
  expect(outlookOf(panel.state, host).obstacle).toBeUndefined();
  panel.form.edit({ startImage: { picture: START, label: 'a.png' } });
  const outlook = outlookOf(panel.state, host);
  expect(outlook.obstacle).toEqual({ kind: 'lacks', host: 'gpu.example', fields: ['startImage'] });
  expect(standsAgainstWords(outlook, [], localeFor('en'))[0]).toMatch(
    /^gpu.example cannot be asked for this: starting/,
  );
});

it('has a picture drawn there, and says that the server may finish it when it is cancelled', async () => {
  const { host, panel } = await startOn(fakeServers());
  await panel.servers.use({ address: SERVER.address }, false);
  panel.form.edit({ prompt: 'a cat' });
  const making = panel.making.generate();
  await asked(host);
  expect(host.engine.requests[0]).toMatchObject({ model: SANA.id });
  panel.cancel();
  await making;
  expect(panel.state.run).toMatchObject({ outcome: 'cancelled', server: 'gpu.example' });
});

it('goes back to the first model when the server of the chosen one is forgotten', async () => {
  const told: { models: (models: readonly ModelEntry[]) => void } = { models: () => {} };
  const { panel } = await start({
    servers: fakeServers({ forget: async () => told.models(ENTRIES) }),
    models: {
      async watch({ onModels, signal }) {
        told.models = onModels;
        onModels([...ENTRIES, SANA]);
        await new Promise(resolve => signal.addEventListener('abort', resolve));
      },
    },
  });
  await panel.models.choose(SANA.id);
  await panel.servers.forget(SERVER.address);
  expect(panel.state.form.model).toBe(ENTRIES[0]!.id);
});

describe.each(['en', 'zh', 'de'])('in %s', language => {
  const locale: Locale = localeFor(language);
  const { servers } = locale.texts;

  it('a report has a line for each thing that was tried', () => {
    const lines = factsOf(REPORT, locale).map(([, value]) => value);
    expect(lines).toHaveLength(7);
    expect(lines.every(line => line !== '')).toBe(true);
    expect(lines.at(-1)).toBe(
      [servers.lacks.preview, servers.lacks.startImage, servers.lacks.variation, servers.lacks.sampler].join(', '),
    );
    const other = factsOf({ ...REPORT, size: { width: 512, height: 512 }, seed: 'differs', recognised: false }, locale);
    expect(other.map(([, value]) => value).join()).toMatch(/512 × 512/);
    expect(other.filter(([, value]) => lines.includes(value))).toHaveLength(4);
  });

  it('what leaves, where it is drawn, and what has failed name the server', () => {
    const error = new SanaError('server-busy', { server: 'gpu.example', detail: 'full' }).toData();
    const progress = { phase: 'denoise', step: 0, steps: 2, picture: 0, pictures: 2, fraction: 0 } as const;
    const sentences = [
      servers.leaves('gpu.example'),
      servers.drawsThere('gpu.example'),
      servers.mayFinish('gpu.example'),
      problemWords(error, locale.texts),
      progressWords(progress, locale.texts, 'gpu.example'),
    ];
    for (const words of sentences) expect(words).toContain('gpu.example');
  });
});
