import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { FIGMA_ERRORS } from '../../plugins/figma/src/main/figma-errors.fixture.ts';
import { referencePath } from '../reference-data.ts';
import { type OpenPlugin, startFigma, type TestFigma } from './figma.ts';
import { idle, QUICK } from './panel.ts';

type OpenOptions = Parameters<TestFigma['open']>[0];

/** In the log: Figma's own words, which the plugin repeats there. */
const EXPECTED = ['warn: in ', ...FIGMA_ERRORS.map(([message]) => `warn: ${message}`)];

/**
 * Figma in a browser that refuses storage and has no graphics device, with a model that draws within moments. For all
 * tests of a `describe`, which have one plugin open each.
 */
export function plainFigma() {
  let figma: TestFigma;
  let plugin: OpenPlugin;

  beforeAll(async () => {
    figma = await startFigma({ storage: false, webgpu: false, model: referencePath('sana', 'model') });
  });
  afterEach(async () => {
    const unexpected = (await plugin.log()).filter(line => !EXPECTED.some(start => line.startsWith(start)));
    await plugin.tab.close();
    expect(unexpected).toEqual([]);
  });
  afterAll(() => figma.close());

  return {
    get figma() {
      return figma;
    },
    /** The one that was opened last. */
    get plugin() {
      return plugin;
    },
    async openAtOnce(options: OpenOptions = {}): Promise<OpenPlugin> {
      plugin = await figma.open({ ...options, form: { ...QUICK, ...options.form } });
      return plugin;
    },
    /** With the panel ready to generate. */
    async open(options: OpenOptions = {}): Promise<OpenPlugin> {
      const { ui } = await this.openAtOnce(options);
      await ui.getByText(/computed by the processor|由处理器/).waitFor();
      await idle(ui);
      return plugin;
    },
  };
}
