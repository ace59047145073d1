import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestHub } from '../hub/hub.ts';
import { officialRepository } from '../hub/repository.ts';
import { sana, temporaryFolder } from './sana.ts';

const DRAWN = 'founders/Sana_tiny_diffusers';
const NEVER_DRAWN = 'founders/Sana_other_diffusers';

let hub: TestHub;
/** A store for each model: in one, models of a hub share what is kept in part, and so the words. */
let homes: ReadonlyMap<string, string>;

beforeEach(async () => {
  homes = new Map([DRAWN, NEVER_DRAWN].map(model => [model, temporaryFolder()]));
  const files = officialRepository();
  hub = await TestHub.start({
    repositories: new Map([
      [DRAWN, files],
      [NEVER_DRAWN, files],
    ]),
  });
});
afterEach(() => hub.stop().catch(() => undefined));

function run(model: string, ...args: string[]) {
  const home = homes.get(model)!;
  return sana(args, { cwd: home, home });
}
const draw = (model: string) =>
  run(model, 'generate', 'a fox and two zebras', '--model', model, '--device', 'cpu', '--steps', '1');

describe('models that are kept in part', { tags: ['long'], timeout: 120_000 }, () => {
  test('draw with what is here when the source is gone or silent; words that are not are named within ten seconds', async () => {
    for (const model of [DRAWN, NEVER_DRAWN]) {
      expect(await run(model, 'models', 'add', model, '--hub', hub.url)).toMatchObject({ code: 0 });
    }
    expect(await draw(DRAWN)).toMatchObject({ code: 0 });
    const expectNamed = async (reason: RegExp) => {
      const { code, stderr, seconds } = await draw(NEVER_DRAWN);
      expect(stderr).toMatch(/The words .*zebras.* are not here.*sana models add \S+ --offline \[model-incomplete\]/);
      expect(stderr).toMatch(reason);
      expect(code).toBe(1);
      expect(seconds).toBeLessThan(10);
    };
    hub.options = { ...hub.options, fault: () => ({ hangAfter: 0 }) };
    await expectNamed(/next to nothing/);
    await hub.stop();
    await expectNamed(/connection/);
    expect(await draw(DRAWN)).toMatchObject({ code: 0 });
  });
});
