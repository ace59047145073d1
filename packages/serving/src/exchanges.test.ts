import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import { decodePicture } from './node/index.ts';
import { RemoteEngine } from './remote-engine.ts';
import { EXCHANGES, engineOf } from './served.fixture.ts';

vi.mock('@sana-studio/models', async original => ({
  ...(await original<typeof import('@sana-studio/models')>()),
  systemClock: { now: () => 0, sleep: async () => {}, limit: async () => {} },
}));

const SERVER = 'http://engine.example:9000';
const REQUEST = { prompt: 'A cute 🐶 playing with a 🏀 on the grass', seed: 3, width: 256, height: 256 };

async function outcome(engine: string, name: string): Promise<string> {
  const { fetch } = engineOf(engine, name);
  const remote = new RemoteEngine({ server: SERVER, decode: decodePicture, fetch });
  try {
    await remote.load();
    const [picture] = await remote.generate(REQUEST);
    return `${picture!.width} × ${picture!.height}`;
  } catch (error) {
    if (!(error instanceof SanaError)) throw error;
    expect(error.message, name).not.toMatch(/\{\w+\}|undefined|\[object/);
    return `${error.reason}: ${error.message}`;
  }
}

const ENGINES = [...new Set(EXCHANGES.map(({ engine }) => engine))];

describe('every exchange that was recorded', () => {
  // eighteen others were recorded without a body: eight requests at once, a row of progress, a preflight
  it('with a body is here', () => expect(EXCHANGES).toHaveLength(129));

  it.each(ENGINES)('of %s becomes a picture, or a sentence', async engine => {
    const names = EXCHANGES.filter(exchange => exchange.engine === engine).map(({ name }) => name);
    const outcomes = new Map<string, string[]>();
    for (const name of names) {
      const became = await outcome(engine, name);
      outcomes.set(became, [...(outcomes.get(became) ?? []), name]);
    }
    expect([...outcomes].map(([became, of]) => `${became}\n  ${of.join(' ')}`).join('\n')).toMatchSnapshot();
  });
});
