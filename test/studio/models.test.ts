// @module-tag long
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHub } from '../hub/hub.ts';
import { officialRepository } from '../hub/repository.ts';
import { startTeam, TEAM_TITLE } from '../hub/team.ts';
import { referencePath } from '../reference-data.ts';
import { ROOT, startStudio, type TestStudio } from './studio.ts';

/** Pictures of the main states, to be looked at. Not kept. */
const SHOTS = join(ROOT, '.cache/studio');
const PATIENCE = 60_000;
const REPO = 'founders/Sana_tiny_diffusers';
const OFFICIAL = 'Efficient-Large-Model/Sana_600M_1024px_diffusers';
const OTHER = 'Another model: repository or address';

/** A computer with a graphics device: then the official models are not too large. Nothing is computed with it. */
function pretendGraphicsDevice(): void {
  const adapter = { info: { isFallbackAdapter: false }, limits: { maxBufferSize: 2 ** 32 } };
  Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: async () => adapter } });
  Object.defineProperty(navigator, 'deviceMemory', { value: 8 });
}

/** Workers hear no init scripts, so the one that keeps models is started with another in front. */
function denyFiles(): void {
  const script = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const deny = "navigator.storage.getDirectory = async () => { throw new DOMException('denied', 'SecurityError'); }";
  const denied = (url: string) => script(`import '${script(deny)}'; import '${url}';`);
  const Native = Worker;
  globalThis.Worker = class extends Native {
    constructor(url: string | URL, options?: WorkerOptions) {
      const isStore = String(url).endsWith('models-worker.mjs');
      super(isStore ? denied(String(url)) : url, options);
    }
  };
}

const FOLDER = 'painter';

/** A browser that asks at each visit, and a folder picker that always picks one folder: a dialogue cannot be played. */
function pretendFolderPicker(name: string): void {
  let state: PermissionState = 'prompt';
  const granted = async () => {
    state = 'granted';
    return state;
  };
  Object.assign(FileSystemHandle.prototype, { queryPermission: async () => state, requestPermission: granted });
  Object.assign(window, {
    async showDirectoryPicker() {
      await granted();
      return (await navigator.storage.getDirectory()).getDirectoryHandle(name);
    },
  });
}

/** Copies a model into a folder that pages have handles of. */
async function writeFolder({ name, base, paths }: { name: string; base: string; paths: string[] }): Promise<void> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  for (const path of paths) {
    let folder = root;
    const names = path.split('/');
    const last = names.pop() ?? '';
    for (const each of names) folder = await folder.getDirectoryHandle(each, { create: true });
    const file = await (await folder.getFileHandle(last, { create: true })).createWritable();
    await file.write(await (await fetch(`${base}/${path}`)).arrayBuffer());
    await file.close();
  }
}

const inReference = (...path: string[]) => readFileSync(referencePath(...path));
const LORA = inReference('lora', 'sana', 'alpha.safetensors');
const NET = ['config.json', 'diffusion_pytorch_model.safetensors'];

/** A safetensors file that says more of itself. */
function withNotes(file: Buffer, notes: Readonly<Record<string, string>>): Buffer {
  const end = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__, ...tensors } = JSON.parse(file.toString('utf8', 8, end)) as Record<string, object>;
  const header = Buffer.from(JSON.stringify({ __metadata__: { ...__metadata__, ...notes }, ...tensors }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, file.subarray(end)]);
}

declare global {
  /** Told of what the cards say. */
  var heard: (words: string) => void;
}

describe('models in the studio', () => {
  let studio: TestStudio;
  let hub: TestHub;
  let context: BrowserContext;
  let page: Page;

  const shot = (name: string) => page.screenshot({ path: join(SHOTS, `models-${name}.png`), fullPage: true });
  const chooser = () => page.getByLabel('Model', { exact: true });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const open = async () => {
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(studio.server.url);
    await page.getByText('computed by the processor').waitFor();
  };
  /** What axe finds in a part of the page, which is to be looked at in every theme and at the smallest width. */
  const looksWell = async (part: string, name: string) => {
    await page.evaluate(axe.source);
    for (const [width, colorScheme, forcedColors] of [
      [280, 'dark', 'none'],
      [280, 'light', 'active'],
      [1200, 'light', 'none'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, forcedColors });
      const violations = await page.evaluate(async within => {
        const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(within);
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, part);
      expect(violations).toEqual([]);
      await shot(`${name}-${width}-${colorScheme}-${forcedColors}`);
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
  };
  const chosen = () => chooser().evaluate(select => (select as HTMLSelectElement).value);
  const draw = async () => {
    const fields = { prompt: 'a red house', width: '64', height: '64', steps: '2' };
    const settings = page.locator('.settings').first();
    if ((await settings.getAttribute('open')) === null) await settings.locator('summary').first().click();
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
    await page.locator('.generate').click();
    await page.locator('figure.picture').first().waitFor();
    await page.locator('.generate').waitFor();
  };

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    const files = officialRepository();
    hub = await TestHub.start({
      repositories: new Map([
        [REPO, files],
        [OFFICIAL, files],
        [
          'someone/brand',
          new Map([['brand.safetensors', withNotes(LORA, { 'modelspec.trigger_phrase': 'brandish' })]]),
        ],
        [
          'someone/net',
          new Map(NET.map(name => [`controlnet/${name}`, inReference('controlnet', 'controlnet', name)])),
        ],
      ]),
    });
    studio = await startStudio();
    context = await studio.browser.newContext({ viewport: { width: 1200, height: 900 }, locale: 'en-US' });
    await open();
  });
  afterAll(async () => {
    await studio.close();
    await hub.stop();
  });

  it('begins with one card of a better model, and lists all others in words that people know', async () => {
    const card = page.getByRole('region', { name: 'Better pictures: Sana 0.6B' });
    await card.getByText(/^5\.87 GB to fetch, 2\.1\d GB on this computer, about 16 minutes/).waitFor();
    await page.locator('.all-models:not(.servers) > summary').click();
    const tooLarge = page.locator('.model-entry', { hasText: 'SANA-1.5 4.8B' });
    await expect
      .poll(() => tooLarge.textContent())
      .toMatch(/1024 px · many languages · 14\.1 GB · needs 4\.\d+ GB of memory$/);
    expect(await page.locator('.all-models:not(.servers)').textContent()).not.toMatch(/fp16|\.pth|bf16/);
    await shot('all');
  });

  it('takes a mirror and looks up a repository, and says so when it is not there', async () => {
    await page.getByText(/Models are kept on this device; .* can still be stored/).waitFor();
    await page.getByLabel('Hub or mirror').fill('nonsense');
    await page.getByLabel('Hub or mirror').press('Tab');
    await page.getByRole('alert').getByText('is not the address of a hub').waitFor();
    await page.getByLabel('Hub or mirror').fill(hub.url);
    await page.getByLabel(OTHER).fill('founders/nothing');
    await page.getByLabel(OTHER).press('Enter');
    await page.getByRole('alert').getByText('has no repository founders/nothing').waitFor();
    await page.getByLabel(OTHER).fill(REPO);
    await button('Look up').click();
    // what pictures are made with is as it was
    await button(/^Download [\d.]+ [kM]B$/).waitFor();
    expect(await chosen()).toBe('sana-mini');
    await shot('found');
  });

  it('shows how a download goes, pauses, goes on after a reload, and draws with the model', async () => {
    hub.options = { ...hub.options, pace: 40 };
    const words: string[] = [];
    await page.exposeFunction('heard', (text: string) => words.push(text));
    await page.evaluate(() => {
      const tell = () => {
        for (const card of document.querySelectorAll('.model-card')) heard(card.textContent ?? '');
      };
      new MutationObserver(tell).observe(document.body, { childList: true, characterData: true, subtree: true });
    });
    await button(/^Download/).click();
    const progress = page.getByRole('progressbar', { name: 'Downloading the model' });
    await expect
      .poll(() => progress.getAttribute('aria-valuetext'), { timeout: PATIENCE })
      .toMatch(/^\d+%, Downloading: \d{3} kB of [\d.]+ [kM]B, [\d.]+ kB\/s, about \d+ s left/);
    expect(await page.locator('[role="status"]').textContent()).toBe(`Downloading the model ${REPO}.`);
    await shot('downloading');
    expect(words.filter(text => /\b0 byte/.test(text))).toEqual([]);
    await button('Pause').click();
    await button(/^Go on: .* left$/).waitFor();
    expect(await page.locator('[role="status"]').textContent()).toBe(`The download of ${REPO} has stopped.`);
    expect(await page.getByRole('alert').count()).toBe(0);
    await shot('paused');

    await page.close();
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(studio.server.url);
    await button(/^Go on: .* left$/).click();
    hub.options = { ...hub.options, pace: 0 };
    // as soon as it is here, it is used
    await expect.poll(chosen, { timeout: PATIENCE }).toBe(REPO);
    await page.getByText('computed by the processor').waitFor();
    await button('Delete download').waitFor();
    const { totalBytes, again } = { totalBytes: hub.traffic().once, again: hub.traffic().again };
    expect(again).toBeLessThan(totalBytes / 4);
    await draw();
    await shot('drawn');
  });

  it('still has it after a reload, and deletes it', async () => {
    const { once } = hub.traffic();
    await page.reload();
    await page.getByText('computed by the processor').waitFor();
    expect(await chosen()).toBe(REPO);
    await draw();
    expect(hub.traffic().once).toBe(once);
    await button('Delete download').click();
    await expect.poll(() => page.locator('option', { hasText: REPO }).count()).toBe(0);
    expect(await chosen()).toBe('sana-mini');
    await page.getByText('computed by the processor').waitFor();
  });

  it('fetches a LoRA and a ControlNet from the hub, draws with them, and has them at the next visit', async () => {
    const fresh = await studio.browser.newContext({ viewport: { width: 1200, height: 900 }, locale: 'en-US' });
    await fresh.addInitScript(url => localStorage.setItem('sana-studio.hub', JSON.stringify(url)), hub.url);
    page = await fresh.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(studio.server.url);
    await page.getByText('computed by the processor').waitFor();
    await draw();
    const loras = page.locator('.loras');
    await loras.locator('.additions > summary').click();
    await page.fill('[name="loraReference"]', 'someone/brand');
    await page.locator('[name="loraReference"]').press('Enter');
    await loras.getByRole('button', { name: /^Download [\d.]+ kB$/ }).click();
    // as soon as it is here, it is used
    await page.getByLabel('someone/brand 1.00').waitFor();
    await loras.getByRole('button', { name: 'Add to the prompt: brandish' }).click();
    expect(await page.inputValue('[name="prompt"]')).toBe('a red house, brandish');
    await looksWell('.loras', 'loras');
    const drawn = async () => {
      const before = await page.locator('.thumbnails li').count();
      await page.locator('.generate').click();
      await expect.poll(() => page.locator('.thumbnails li').count()).toBe(before + 1);
      await page.locator('.generate').waitFor();
      expect(await page.locator('.side').getByRole('alert').count()).toBe(0);
    };
    await drawn();
    await page.setInputFiles('[name="control"]', referencePath('controlnet', 'control.png'));
    const control = page.locator('.control');
    await control.locator('.additions > summary').click();
    await control.getByText('ControlNet HED for Sana 1.6B 1024').waitFor();
    await page.fill('[name="controlnetReference"]', 'https://huggingface.co/someone/net/tree/main/controlnet');
    await page.locator('[name="controlnetReference"]').press('Enter');
    await control.getByRole('button', { name: /^Download [\d.]+ kB$/ }).click();
    await expect.poll(() => page.inputValue('[name="controlnet"]')).toBe('someone/net/controlnet');
    await looksWell('.control', 'controlnets');
    await drawn();
    await page.reload();
    await page.getByText('computed by the processor').waitFor();
    await page.locator('.settings > summary').first().click();
    await page.setInputFiles('[name="control"]', referencePath('controlnet', 'control.png'));
    await expect.poll(() => page.inputValue('[name="controlnet"]')).toBe('someone/net/controlnet');
    await drawn();
    await fresh.close();
  });

  it('finds a folder again at the next visit, asks once before it reads it, and says when it is gone', async () => {
    const own = await studio.browser.newContext({ locale: 'en-US' });
    await own.addInitScript(pretendFolderPicker, FOLDER);
    page = await own.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(studio.server.url);
    await page.getByText('computed by the processor').waitFor();
    const paths = [...officialRepository().keys()];
    await page.evaluate(writeFolder, { name: FOLDER, base: `${hub.url}/${REPO}/resolve/main`, paths });
    await button('Open a model folder…').click();
    await expect.poll(chosen, { timeout: PATIENCE }).toBe(FOLDER);
    await draw();

    await page.reload();
    const card = page.getByRole('region', { name: FOLDER });
    await card.getByText('The browser asks you before it is read again').waitFor();
    await shot('permission');
    await button('Read the folder again').click();
    await page.getByText('computed by the processor').waitFor();
    expect(await chosen()).toBe(FOLDER);
    await draw();

    await page.evaluate(async name => {
      await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
    }, FOLDER);
    await page.reload();
    await button('Read the folder again').click();
    await page.getByRole('alert').getByText(`The folder ${FOLDER} cannot be read any more`).waitFor();
    await card.getByRole('button', { name: 'Remove from the list' }).click();
    await expect.poll(chosen).toBe('sana-mini');
    await page.reload();
    await page.getByText('computed by the processor').waitFor();
    expect(await page.locator('option', { hasText: FOLDER }).count()).toBe(0);
    await own.close();
  });

  it('asks once for the terms of an official model', async () => {
    const fresh = await studio.browser.newContext({ locale: 'en-US' });
    await fresh.addInitScript(pretendGraphicsDevice);
    await fresh.addInitScript(url => localStorage.setItem('sana-studio.hub', JSON.stringify(url)), hub.url);
    page = await fresh.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(studio.server.url);
    const card = page.locator('section.model-card');
    const accept = button('Accept the terms · Download 5.87 GB');
    await accept.waitFor();
    expect(await card.locator('.terms a').evaluateAll(links => links.map(link => link.getAttribute('href')))).toEqual([
      `https://huggingface.co/${OFFICIAL}`,
      'https://ai.google.dev/gemma/terms',
    ]);
    await shot('licence');
    hub.options = { ...hub.options, fault: () => ({ status: 403 }) };
    await accept.click();
    await card.getByRole('alert').getByText('What has arrived is kept.').waitFor();
    await shot('failed');
    hub.options = { repositories: hub.options.repositories };
    await button('Download 5.87 GB').click();
    await expect.poll(chosen, { timeout: PATIENCE }).toBe('sana-0.6b-1024');
    await page.getByText('Kept in part').waitFor();
    await button(/^Keep the whole model \(1\.79 GB more\)$/).click();
    await expect.poll(() => page.getByText('Kept in part').count(), { timeout: PATIENCE }).toBe(0);
    await shot('whole');
    await button('Delete download').click();
    await button('Download 5.87 GB').waitFor();
    expect(await page.locator('.terms').count()).toBe(0);
    await fresh.close();
  });

  it("draws with what a team's list in the address offers, and lets people take a smaller text encoder", async () => {
    const team = await startTeam(officialRepository());
    const visiting = await studio.browser.newContext({ locale: 'en-US' });
    await visiting.addInitScript(pretendGraphicsDevice);
    page = await visiting.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${studio.server.url}?models=${encodeURIComponent(team.url)}`);
    const card = page.getByRole('region', { name: TEAM_TITLE });
    await page.locator('.all-models:not(.servers) > summary').waitFor();
    const encoder = page.getByLabel('Text encoder').first();
    await encoder.selectOption({ label: 'Smaller, from a GGUF · 1.15 GB' });
    await page.getByText('2.98 GB to fetch').waitFor();
    await page.getByText('not measured on the official weights').waitFor();
    await shot('encoder');
    await page.locator('.all-models:not(.servers) > summary').click();
    await page.getByText(`Models of your team: ${team.url}`).waitFor();
    await card.getByText('4 bits').waitFor();
    await card.getByRole('button', { name: /^Download/ }).click();
    await expect.poll(chosen, { timeout: PATIENCE }).toBe(team.model);
    await draw();
    await shot('team');
    // one that is here can have another text encoder, and keeps what it has until that is fetched
    const here = page.locator('.model-entry', { hasText: TEAM_TITLE });
    await here.locator('summary').click();
    await here.getByLabel('Text encoder').selectOption({ label: 'Smaller, from a GGUF · 1.15 GB' });
    await here.getByRole('button', { name: 'Fetch it (at most 1.15 GB) and use it' }).waitFor();
    await shot('other-encoder');
    await here.getByLabel('Text encoder').selectOption({ label: 'The model’s own · here already' });
    await expect.poll(() => here.getByRole('button', { name: /^Fetch it/ }).count()).toBe(0);
    await visiting.close();
    await team.stop();
  });

  it('keeps models in memory where storage is refused, and says so', async () => {
    // the page's policy has no room for the scripts that deny it here
    const refused = await studio.browser.newContext({ locale: 'en-US', bypassCSP: true });
    await refused.addInitScript(url => localStorage.setItem('sana-studio.hub', JSON.stringify(url)), hub.url);
    await refused.addInitScript(denyFiles);
    page = await refused.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(studio.server.url);
    await page.getByText('This page may not store files').waitFor();
    await page.locator('.all-models:not(.servers) > summary').click();
    await page.getByLabel(OTHER).fill(REPO);
    await button('Look up').click();
    await button(/^Download/).click();
    await expect.poll(chosen, { timeout: PATIENCE }).toBe(REPO);
    await draw();
    await shot('memory');
    await refused.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility violations while a model is offered, %s',
    async colorScheme => {
      const looking = await studio.browser.newContext({ locale: 'zh-CN', colorScheme });
      await looking.addInitScript(pretendGraphicsDevice);
      page = await looking.newPage();
      await page.goto(studio.server.url);
      await page.getByText('所有模型').click();
      await page.locator('.model-entry', { hasText: 'SANA-1.5 4.8B' }).locator('summary').click();
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      await shot(`offered-${colorScheme}`);
      expect(violations).toEqual([]);
      await looking.close();
    },
  );
});
