// @module-tag long
import { cpus } from 'node:os';
import { threadsFor } from '@sana-studio/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { type OpenPlugin, PATIENCE, startFigma, type TestFigma } from './figma.ts';
import { describeFrame, generate, idle, QUICK } from './panel.ts';
import { shape, text } from './sketches.ts';

/** Nothing answers there; a browser that keeps pages away from this computer does not even ask. */
const HERE = 'http://localhost:9/';

describe('on www.figma.com, with the engine page on a static host', () => {
  let figma: TestFigma;

  beforeAll(async () => {
    figma = await startFigma({ storage: true, webgpu: false, model: referencePath('sana', 'model'), hosted: true });
  });
  afterAll(() => figma.close());

  const report = async ({ ui }: OpenPlugin) => {
    await ui.getByText('About', { exact: true }).click();
    const shown = ui.getByLabel('For a report of a fault');
    await expect.poll(() => shown.inputValue(), { timeout: PATIENCE }).toContain('engine.release');
    return shown.inputValue();
  };

  it('draws, with what the folder says to send and nothing else, and tells what its frame is allowed', async () => {
    const requests: string[] = [];
    const plugin = await figma.open({
      layers: [text('Words', 'a boat'), shape('Photo')],
      form: QUICK,
      published: true,
      prepare: async tab => tab.on('request', request => requests.push(request.url())),
    });
    const { ui } = plugin;
    const { origin, pathname } = new URL(figma.engine.url);
    expect(pathname).toMatch(/^\/v\d+\.\d+\.\d+-[\da-f]{12}\/$/);
    await ui.getByText(/computed by the processor/).waitFor();
    if (threadsFor({ isIsolated: false, cores: cpus().length, memory: undefined }).note)
      await ui.getByText(/computes on one thread/).waitFor();
    await idle(ui);
    await plugin.select('Words', 'Photo');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a boat');
    await generate(ui);
    expect((await plugin.layer('Photo')).fills.at(-1)).toMatchObject({ type: 'IMAGE' });
    // two frames without a name around it do not keep it from saving files
    const saving = plugin.tab.waitForEvent('download');
    await ui.locator('figure.picture').getByRole('button', { name: 'Download' }).click();
    expect((await saving).suggestedFilename()).toMatch(/^a-boat.*\.png$/);
    const engine = await plugin.engine(origin);
    expect(await engine.evaluate(describeFrame)).toEqual({ origin, secure: true, gpu: false, storage: true });
    const told = await report(plugin);
    for (const line of [
      /^engine\.release: \d+\.\d+\.\d+$/m,
      /^engine\.isSecureContext: true$/m,
      /^engine\.adapter: none$/m,
      /^engine\.storageApart: true$/m,
      /^engine\.storageQuota: \d{7,}$/m,
      /^engine\.around: null < null < https:\/\/www\.figma\.com$/m,
    ]) {
      expect(told).toMatch(line);
    }
    // whatever is loaded comes from the versioned address
    const others = requests.filter(url => /^https?:/.test(url) && !url.startsWith(figma.engine.url));
    expect(others).toEqual(['https://www.figma.com/']);
    await plugin.tab.close();
  });

  it('says that the browser keeps it away from an engine page on this computer, and what to do', async () => {
    const plugin = await figma.open({ engine: HERE });
    const told = plugin.ui.getByRole('alert');
    await told.getByText('(Local Network Access)').waitFor();
    await told.getByText('--engine with an https address').waitFor();
    await plugin.shot('kept-away');
    await plugin.tab.close();
  });

  it('says that a published plugin may not use an address for development', async () => {
    const plugin = await figma.open({ engine: HERE, published: true });
    const told = plugin.ui.getByRole('alert');
    await told.getByText('is not among the addresses that this plugin may use').waitFor();
    const reached = await plugin.ui.evaluate(() => fetch('https://www.figma.com/').then(String, String));
    expect(reached).toContain('Failed to fetch');
    await plugin.tab.close();
  });
});
