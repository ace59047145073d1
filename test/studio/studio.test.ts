import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePng, requestFromPng } from '@sana-studio/core';
import { threadsFor } from '@sana-studio/core/testing';
import { serveModels } from '@sana-studio/models/node';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clicksOf, countClicks } from '../clicks.ts';
import { startDrawingServer } from '../drawing-server.ts';
import { embedded } from '../embedded-model.ts';
import { referencePath } from '../reference-data.ts';
import { ROOT, startStudio, type TestStudio } from './studio.ts';

/** Pictures of the main states, to be looked at. Not kept. */
const SHOTS = join(ROOT, '.cache/studio');
/** Milliseconds: the pictures are made by a processor that others may be using too. */
const PATIENCE = 90_000;
const PROMPT = 'a red house by the sea, a nude woman, in evening light';

declare global {
  /** How many pictures the page has shown, each time another number than before. */
  var seenPictures: number[];
  /** Whether the status has named a step of the first picture; it may be there for a few milliseconds only. */
  var sawStep: boolean;
}

function watchPictures(page: Page): Promise<void> {
  return page.evaluate(() => {
    globalThis.seenPictures = [];
    globalThis.sawStep = false;
    new MutationObserver(() => {
      globalThis.sawStep ||= /Denoising · step \d of 8 · picture 1 of 2/.test(document.body.textContent ?? '');
      const count = document.querySelectorAll('figure.picture').length;
      if (count > 0 && count !== seenPictures.at(-1)) seenPictures.push(count);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

/** In the page. */
function coresAndMemory(): { cores: number; memory: number | undefined } {
  const { hardwareConcurrency, deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  return { cores: hardwareConcurrency, memory: deviceMemory };
}

/** In the page, because from outside the key might come after the last picture. What is there already does not count. */
function cancelAtNewPicture(): void {
  const shown = () => [...document.querySelectorAll<HTMLImageElement>('figure.picture img')].map(({ src }) => src);
  const before = shown();
  new MutationObserver((_, observer) => {
    if (shown().every(src => before.includes(src))) return;
    observer.disconnect();
    const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    document.querySelector('[name="prompt"]')?.dispatchEvent(key);
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['src'] });
}

/** In the page: what has the focus a task after a click or a key, which is when the next key may come. */
async function focusAfter(pressed: Element, press: string): Promise<string | undefined> {
  if (press === 'click') pressed.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  else pressed.dispatchEvent(new KeyboardEvent('keydown', { key: press, bubbles: true }));
  await new Promise(done => setTimeout(done));
  return document.activeElement?.textContent?.trim();
}

describe('the studio', () => {
  let studio: TestStudio;
  let context: BrowserContext;
  let page: Page;
  /** What the browser says of the page's policy. */
  const refused: string[] = [];
  /** What the first page has fetched. */
  const fetched: { readonly path: string; readonly range: string }[] = [];

  const shot = (name: string) => page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  const pictures = () => page.locator('figure.picture');
  const open = async (fresh: BrowserContext) => {
    fresh.setDefaultTimeout(PATIENCE);
    const opened = await fresh.newPage();
    await opened.goto(studio.server.url);
    return opened;
  };
  const fill = async (values: Readonly<Record<string, string>>) => {
    const settings = page.locator('.settings').first();
    if ((await settings.getAttribute('open')) === null) await settings.locator('summary').first().click();
    for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value);
  };
  /** What axe finds in a part of a page, which is to be looked at in every theme and width. */
  const looksWell = async (at: Page, part: string, name: string) => {
    await at.evaluate(axe.source);
    const looks = [
      { width: 280, colorScheme: 'dark', forcedColors: 'none' },
      { width: 280, colorScheme: 'light', forcedColors: 'active' },
      { width: 1200, colorScheme: 'light', forcedColors: 'none' },
    ] as const;
    for (const { width, ...media } of looks) {
      await at.setViewportSize({ width, height: 900 });
      await at.emulateMedia(media);
      const violations = await at.evaluate(async within => {
        const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(within);
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, part);
      expect(violations, name).toEqual([]);
      const shown = `${name}-${width}-${media.colorScheme}-${media.forcedColors}.png`;
      await at.screenshot({ path: join(SHOTS, shown), fullPage: true });
    }
    await at.emulateMedia({ colorScheme: null, forcedColors: null });
  };
  const choose = (group: string, option: string) =>
    page.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true }).check();
  const idle = () => page.locator('.generate').waitFor();

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    studio = await startStudio();
    context = await studio.browser.newContext({ viewport: { width: 1200, height: 900 }, locale: 'en-US' });
    context.on('console', message => {
      if (/Content.Security.Policy|Refused to/i.test(message.text())) refused.push(message.text());
    });
    context.on('request', request => {
      const { pathname: path } = new URL(request.url());
      fetched.push({ path, range: request.headers().range ?? '' });
    });
    page = await open(context);
  });
  afterAll(() => studio.close());

  it('loads the embedded model and says when the processor has to do', async () => {
    await page.getByText('computed by the processor').waitFor();
    expect(await page.inputValue('[name="width"]')).toBe('256');
    await shot('empty');
  });

  it('has ideas, styles and sizes to choose from, keeps a style, and shows its keys', async () => {
    const ideas = page.getByRole('group', { name: 'For example' }).getByRole('button');
    expect(await ideas.count()).toBe(3);
    const idea = await ideas.first().textContent();
    await ideas.first().click();
    expect(await page.inputValue('[name="prompt"]')).toBe(idea);
    await page.getByText('Styles', { exact: true }).click();
    await page.getByRole('button', { name: 'Watercolour' }).click();
    expect(await page.inputValue('[name="style"]')).toContain('watercolour painting');
    await page.getByText('Styles', { exact: true }).click();
    await page.getByLabel('Name of the style').fill('House');
    await page.getByRole('button', { name: 'Keep this style' }).click();
    await page.getByText('Your styles are kept.').first().waitFor();
    await fill({ style: '', negativePrompt: '' });
    await page.getByRole('button', { name: 'House', exact: true }).click();
    expect(await page.inputValue('[name="style"]')).toContain('watercolour painting');
    await page.getByLabel('What for').selectOption('hero');
    expect(await page.inputValue('[name="width"]')).not.toBe(await page.inputValue('[name="height"]'));
    await page.locator('.generate').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Make pictures').waitFor();
    await shot('keys');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await fill({ prompt: '', style: '', negativePrompt: '' });
  });

  it('makes two pictures with the real engine, one by one, and tells what the guard replaced', async () => {
    await fill({ prompt: PROMPT, width: '128', height: '128', steps: '8' });
    await choose('Variants', '2');
    await watchPictures(page);
    await page.keyboard.press('Control+Enter');
    await pictures().nth(1).waitFor();
    await idle();
    expect(await page.evaluate(() => seenPictures)).toEqual([1, 2]);
    expect(await page.evaluate(() => sawStep)).toBe(true);
    // one build of ONNX Runtime, the one for the processor, and each file of the model from beginning to end at most once
    expect(
      fetched
        .filter(({ path }) => /ort-wasm/.test(path))
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/ort-wasm-simd-threaded.mjs', '/ort-wasm-simd-threaded.wasm']);
    const parts = fetched.filter(({ path }) => path.startsWith('/model/')).map(({ path, range }) => `${path} ${range}`);
    expect(parts.toSorted()).toEqual([...new Set(parts)].toSorted());
    // all networks share the threads of one pool, of which the engine's worker is one
    const isIsolated = await page.evaluate(() => crossOriginIsolated);
    const { threads } = threadsFor({ isIsolated, ...(await page.evaluate(coresAndMemory)) });
    expect([isIsolated, page.workers().filter(worker => worker.url().startsWith('blob:')).length]).toEqual([
      true,
      threads - 1,
    ]);
    await page.getByText('The safety guard replaced “nude” by').waitFor();
    await page.getByRole('button', { name: 'Keep “nude”' }).click();
    await page.getByText('“nude” will be kept from the next picture on.').waitFor();
    expect(await page.locator('[role="status"]').textContent()).toBe('All pictures are ready.');
    await shot('done');
  });

  it('downloads a PNG that holds the request', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      pictures().nth(1).getByRole('button', { name: 'Download' }).click(),
    ]);
    const seed = Number(await page.inputValue('[name="seed"]')) + 1;
    expect(download.suggestedFilename()).toBe(`a-red-house-by-the-sea-a-woman-in-evening-light-${seed}.png`);
    const stored = requestFromPng(await readFile(await download.path()));
    expect(stored).toMatchObject({ prompt: PROMPT, width: 128, height: 128, steps: 8, seed, count: 1 });
  });

  it('makes a picture again, but different, at one click, and adds one style to all that are typed', async () => {
    await choose('Variants', '1');
    const before = await pictures().count();
    await countClicks(page);
    await pictures().first().getByRole('button', { name: 'Again' }).click();
    expect(await clicksOf(page)).toEqual({ clicks: 1, enters: 0 });
    await expect.poll(() => pictures().count(), { timeout: PATIENCE }).toBe(before + 1);
    await idle();
    const seeds = await page.locator('.seed-label').allTextContents();
    expect(new Set(seeds).size).toBe(before + 1);
    await page.fill('[name="style"]', 'ink');
    await page.locator('.generate').click();
    await page.getByAltText(`Picture for: ${PROMPT}, ink`).first().waitFor();
    await idle();
    await page.reload();
    await page.getByAltText(`Picture for: ${PROMPT}, ink`).first().waitFor();
    expect(await pictures().count()).toBe(1);
    await page.fill('[name="style"]', '');
  });

  it('keeps finished pictures when cancelled with Escape', async () => {
    // while the model is opened, the key gives up what waits for it, and what was drawn before is still shown
    await page.getByText('computed by the processor').waitFor();
    await choose('Variants', '4');
    // while the first one is shown, the others must take longer than the key
    await fill({ steps: '300' });
    await page.evaluate(cancelAtNewPicture);
    await page.locator('.generate').click();
    const said = await page.getByText(/Cancelled\. [1-3] of 4 pictures w/).textContent();
    await expect.poll(() => pictures().count()).toBe(Number(/[1-3](?= of 4)/.exec(said ?? '')));
    await shot('cancelled');
    await fill({ steps: '8' });
  });

  it('still has its form and its history after a reload, finds pictures by prompt and uses them again', async () => {
    const before = await page.locator('.thumbnails li').count();
    expect(before).toBeGreaterThanOrEqual(3);
    await fill({});
    const words = page.locator('.safety > summary');
    await words.click();
    await page.selectOption('[name="safetyPreset"]', 'school');
    await page.getByText('These, and gore, drugs, harassment · ❤️').waitFor();
    await page.reload();
    await expect.poll(() => page.locator('.thumbnails li').count()).toBe(before);
    expect(await page.inputValue('[name="prompt"]')).toBe(PROMPT);

    await fill({});
    await words.click();
    expect(await page.inputValue('[name="safetyPreset"]')).toBe('school');
    expect(await page.inputValue('[name="safetyAllow"]')).toBe('nude');
    const shared = Buffer.from('{"action": "refuse", "deny": ["Voldemort"]}');
    await page.setInputFiles('[name="safetyFile"]', {
      name: 'team.json',
      mimeType: 'application/json',
      buffer: shared,
    });
    await page.getByText('What team.json says holds from the next picture on.').waitFor();
    expect(await page.inputValue('[name="safetyAction"]')).toBe('refuse');
    await shot('safety');
    await page.getByRole('button', { name: 'Go back' }).click();
    await expect.poll(() => page.inputValue('[name="safetyAllow"]')).toBe('nude');
    await words.click();

    await fill({ prompt: 'another', steps: '5', seed: '1' });
    await page.getByLabel('Search prompts').fill('no such words');
    await page.getByText('No prompt contains these words.').waitFor();
    await page.getByLabel('Search prompts').fill('SEA red');
    await page.locator('.thumbnails button').first().click();
    await page.getByRole('dialog').waitFor();
    await shot('viewer');
    await page.getByRole('dialog').getByRole('button', { name: 'Everything', exact: true }).click();
    expect(await page.inputValue('[name="prompt"]')).toBe(PROMPT);
    expect(await page.inputValue('[name="steps"]')).toBe('300');
    await page.getByLabel('Search prompts').fill('');
    await page.locator('.thumbnails button').first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.locator('.thumbnails li').count()).toBe(before - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('.thumbnails li').count()).toBe(before);
    const second = page.locator('.thumbnails li').nth(1);
    await second.locator('.open').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => page.locator('.thumbnails li').count()).toBe(before - 1);
    // the next picture has the focus
    await expect.poll(() => second.locator('.open').evaluate(open => open === document.activeElement)).toBe(true);
    await fill({ prompt: 'another' });
    await second.hover();
    await second.getByRole('button', { name: 'Use prompt' }).click();
    expect(await page.inputValue('[name="prompt"]')).toBe(PROMPT);
  });

  it('shows what whoever serves it has fixed about inappropriate words, and lets nobody change it', async () => {
    const folder = referencePath('sana', 'model');
    const safety = { preset: 'school', deny: ['Voldemort'] } as const;
    const server = await serveModels({
      folder,
      name: 'model',
      safety,
      webRoot: join(ROOT, 'dist/web'),
      origins: [],
      port: 0,
    });
    const fresh = await studio.browser.newContext({ locale: 'en-US' });
    try {
      const fixed = await fresh.newPage();
      await fixed.goto(server.url);
      await fixed.locator('.settings > summary').first().click();
      await fixed.locator('.safety > summary').click();
      await fixed.getByText('Whoever serves this page has fixed this: it cannot be changed here.').waitFor();
      expect(await fixed.isDisabled('[name="safetyPreset"]')).toBe(true);
      expect(await fixed.inputValue('[name="safetyDeny"]')).toBe('Voldemort');
      await fixed.locator('.safety').getByRole('button', { name: 'Save as a file' }).waitFor();
      expect(await fixed.getByRole('button', { name: 'Open a policy file' }).count()).toBe(0);
    } finally {
      await fresh.close();
      await server.close();
    }
  });

  it('starts from a picture of the person', async () => {
    const before = await page.locator('.thumbnails li').count();
    await fill({});
    await page.setInputFiles('[name="startImage"]', join(ROOT, 'docs/pictures/dog-and-ball.png'));
    await page.getByLabel('Starts from: dog-and-ball.png').waitFor();
    await page.locator('[name="strength"]').fill('0.25');
    await choose('Variants', '1');
    await shot('start-image');
    await page.locator('.generate').click();
    await expect.poll(() => page.locator('.thumbnails li').count(), { timeout: PATIENCE }).toBe(before + 1);
    await page.locator('.thumbnails button').first().click();
    const viewer = page.getByRole('dialog');
    await viewer.getByText('made from another picture').waitFor();
    await viewer.getByText('25%').waitFor();
    await viewer.getByRole('button', { name: 'Use as start' }).click();
    await page.getByLabel(`Starts from: ${PROMPT}`).waitFor();
  });

  it('draws a part of it anew that was painted, by mouse and by keys, and leaves the rest byte for byte', async () => {
    const before = await page.locator('.thumbnails li').count();
    const saved = async () => {
      const download = page.waitForEvent('download');
      await pictures().last().getByRole('button', { name: 'Download' }).click();
      return decodePng(await readFile(await (await download).path()));
    };
    const start = await saved();
    await page.locator('.start-image').getByRole('button', { name: 'Change this part…' }).click();
    const painter = page.getByRole('dialog', { name: 'Paint what is to change' });
    const share = () =>
      painter.getByText('of the picture changes').evaluate(said => Number.parseInt(said.textContent, 10));
    const stage = painter.getByRole('application');
    const box = (await stage.boundingBox())!;
    await painter.locator('[name="brush"]').fill('20');
    expect(await painter.locator('[name="feather"]').inputValue()).toBe('8');
    await page.mouse.move(box.x + 0.15 * box.width, box.y + 0.3 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.15 * box.width, box.y + 0.8 * box.height, { steps: 5 });
    await page.mouse.up();
    await expect.poll(share).toBeGreaterThan(0);
    const byMouse = await share();
    await stage.focus();
    for (let steps = 0; steps < 4; steps++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect.poll(share).toBeGreaterThan(byMouse);
    await painter.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(share).toBe(0);
    await painter.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(share).toBeGreaterThan(byMouse);
    const media = [
      { width: 280, colorScheme: 'dark', forcedColors: 'none' },
      { width: 420, colorScheme: 'light', forcedColors: 'none' },
      { width: 280, colorScheme: 'light', forcedColors: 'active' },
    ] as const;
    for (const { width, ...shown } of media) {
      await page.setViewportSize({ width, height: 700 });
      await page.emulateMedia(shown);
      await page.screenshot({ path: join(SHOTS, `painter-${width}-${shown.colorScheme}-${shown.forcedColors}.png`) });
      const edges = await painter
        .locator('button, input, .option, .painter-stage')
        .evaluateAll(parts => parts.map(part => part.getBoundingClientRect()).map(({ left, right }) => [left, right]));
      expect(edges.filter(([left, right]) => left! < 0 || right! > width)).toEqual([]);
    }
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run('.painter');
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(violations).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByLabel(`What changes in: ${PROMPT}`).waitFor();
    await shot('masked');
    await page.locator('.generate').click();
    await expect.poll(() => page.locator('.thumbnails li').count(), { timeout: PATIENCE }).toBe(before + 1);
    await idle();
    const changed = await saved();
    expect([changed.width, changed.height]).toEqual([start.width, start.height]);
    const differing = start.data.reduce<number[]>((all, value, at) => {
      if (value !== changed.data[at]) all.push(Math.floor(at / 4) % start.width);
      return all;
    }, []);
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.filter(x => x > 0.45 * start.width)).toEqual([]);
    await page.getByRole('button', { name: 'Do not start from a picture' }).click();
  });

  it('draws with a LoRA and another strength of it, with PAG and with another sampler what the reference draws', {
    tags: ['long'],
  }, async () => {
    const fresh = await studio.browser.newContext({ viewport: { width: 1200, height: 900 }, locale: 'en-US' });
    try {
      const own = await open(fresh);
      await own.getByText('computed by the processor').waitFor();
      await own.locator('.settings summary').first().click();
      const prompt = 'A cute 🐶 playing with a 🏀 on the grass';
      for (const [name, value] of Object.entries({
        prompt,
        width: '256',
        height: '192',
        steps: '8',
        guidanceScale: '4.5',
      }))
        await own.fill(`[name="${name}"]`, value);
      let made = 0;
      const draw = async (seed: number, wanted: string) => {
        await own.fill('[name="seed"]', String(seed));
        await own.locator('.generate').click();
        made++;
        await expect.poll(() => own.locator('.thumbnails li').count(), { timeout: PATIENCE }).toBe(made);
        await own.locator('.generate').waitFor();
        const [download] = await Promise.all([
          own.waitForEvent('download'),
          own.locator('figure.picture').last().getByRole('button', { name: 'Download' }).click(),
        ]);
        const bytes = await readFile(await download.path());
        const [picture, reference] = [decodePng(bytes), decodePng(await readFile(referencePath(wanted)))];
        const furthest = picture.data.reduce(
          (most, value, i) => Math.max(most, Math.abs(value - reference.data[i]!)),
          0,
        );
        expect(furthest, wanted).toBeLessThanOrEqual(1);
        return requestFromPng(bytes);
      };
      await own.setInputFiles('[name="lora"]', referencePath('lora', 'sana', 'alpha.safetensors'));
      const first = await draw(21, 'lora/sana-alpha-1.0.png');
      await own.locator('[name="loraStrength"]').fill('0.6');
      await looksWell(own, '.loras', 'lora');
      const second = await draw(21, 'lora/sana-alpha-0.6.png');
      const [lora] = first!.loras!;
      expect(lora).toEqual({ name: 'alpha.safetensors', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), strength: 1 });
      expect(second!.loras).toEqual([{ ...lora, strength: 0.6 }]);
      await own.getByRole('button', { name: 'Remove alpha.safetensors' }).click();
      await own.getByRole('group', { name: 'Clearer shapes' }).getByRole('radio', { name: '2', exact: true }).check();
      await draw(71, 'pag/scale2.png');
      await own
        .getByRole('group', { name: 'Clearer shapes' })
        .getByRole('radio', { name: 'None', exact: true })
        .check();
      await own.getByLabel('Sampler').selectOption('dpm3');
      await draw(81, 'schedulers/dpm-order3-8steps.png');
      await own.getByLabel('Sampler').selectOption('');
      await own.setInputFiles('[name="control"]', referencePath('controlnet', 'control.png'));
      await own.getByLabel('What is followed of: control.png').waitFor();
      // what has no ControlNet is not begun
      await own.locator('.generate').click();
      await own.getByText('Choose a ControlNet, or follow no picture.').waitFor();
      const parts = ['config.json', 'diffusion_pytorch_model.safetensors'];
      await own.setInputFiles(
        '[name="controlnetFiles"]',
        parts.map(part => referencePath('controlnet', 'controlnet', part)),
      );
      await own.getByRole('group', { name: 'What it is' }).getByRole('radio', { name: 'White lines on black' }).check();
      await looksWell(own, '.control', 'control');
      await own.fill('[name="negativePrompt"]', 'blurry');
      const followed = await draw(41, 'controlnet/scale1.0-guidance4.5.png');
      expect(followed).toMatchObject({ controlledByImage: true, controlnet: 'diffusion_pytorch_model.safetensors' });
      await own.locator('[name="controlScale"]').fill('0.5');
      await draw(41, 'controlnet/scale0.5-guidance4.5.png');
      await own.getByRole('button', { name: 'Follow no picture' }).click();
      const last = own.locator('figure.picture').last();
      for (const action of ['More detail, 512 × 384 px', 'More around it, 16:9']) {
        await last.locator('summary[aria-label="Make it larger"]').click();
        if (action.startsWith('More detail')) await looksWell(own, '.results', 'larger');
        await last.getByRole('button', { name: action }).click();
        made++;
        await expect.poll(() => own.locator('.thumbnails li').count(), { timeout: PATIENCE }).toBe(made);
        await own.locator('.generate').waitFor();
      }
      const sizes = await own
        .locator('figure.picture img')
        .evaluateAll(all => (all as HTMLImageElement[]).map(image => [image.naturalWidth, image.naturalHeight]));
      expect(sizes).toEqual(
        [
          [256, 192],
          [512, 384],
          [683, 384],
        ].slice(-sizes.length),
      );
    } finally {
      await fresh.close();
    }
  });

  it('makes ten pictures of ten lines at two clicks, with a style typed once, and saves one of them by a click and Enter', async () => {
    const things = Array.from({ length: 10 }, (_, index) => `a ball, number ${index}`);
    await fill({ prompt: things.map(thing => `- ${thing}`).join('\n'), width: '64', height: '64', steps: '1' });
    await page.fill('[name="style"]', 'ink');
    await countClicks(page);
    await page.getByRole('button', { name: 'One picture for each of the 10 lines' }).click();
    await page.getByRole('button', { name: 'Make 10 pictures' }).click();
    await page.getByText('All pictures are ready.').waitFor({ state: 'attached' });
    expect(await clicksOf(page)).toEqual({ clicks: 2, enters: 0 });
    const shown = await pictures()
      .locator('img')
      .evaluateAll(images => images.map(image => image.getAttribute('alt')));
    expect(shown).toEqual(things.map(thing => `Picture for: ${thing}, ink`));
    await shot('ten');
    await countClicks(page);
    await pictures().nth(7).locator('.open').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/^a-ball-number-7-/);
    expect(await clicksOf(page)).toEqual({ clicks: 1, enters: 1 });
    await page.keyboard.press('Escape');
    await fill({ prompt: PROMPT, style: '', width: '128', height: '128', steps: '8' });
  });

  it('has a dialog open and its button ready before the next key, however busy the machine', async () => {
    const opener = pictures().first().locator('.open');
    expect(await opener.evaluate(focusAfter, 'click')).toBe('Download');
    await page.keyboard.press('Escape');
    expect(await opener.evaluate(focusAfter, '?')).toBe('Close');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('says in words what is wrong with a field', async () => {
    await fill({ prompt: '', width: '20' });
    await page.getByText('A whole number from 32 to 8,192.').waitFor();
    await page.locator('.generate').click();
    await page.getByText('Write what the picture should show.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('prompt');
    await shot('invalid');
    await fill({ prompt: PROMPT, width: '128' });
  });

  it.each([
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'light', forcedColors: 'active' },
  ] as const)('has no accessibility violations with %o', async media => {
    await page.emulateMedia(media);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    await shot(`${media.colorScheme}-${media.forcedColors}`);
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
    expect(violations).toEqual([]);
  });

  it.each([280, 324, 390])('fits into %i px: the button stays in sight, and the viewer shows all', async width => {
    await page.setViewportSize({ width, height: 660 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    for (const place of [0, 10_000]) {
      await page.evaluate(top => window.scrollTo(0, top), place);
      const box = await page.locator('.generate').boundingBox();
      expect(box!.y + box!.height).toBeLessThanOrEqual(660);
    }
    await shot(`narrow-${width}`);
    await page.locator('.thumbnails .open').first().click();
    const viewer = page.getByRole('dialog');
    await viewer.getByText(/^1 of \d+$/).waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText(/^2 of \d+$/).waitFor();
    await page.keyboard.press('ArrowLeft');
    await viewer.getByText(/^1 of \d+$/).waitFor();
    const sides = await viewer.locator('img, dd, button').evaluateAll(parts =>
      parts.map(part => {
        const { left, right, height } = part.getBoundingClientRect();
        return { left, right, height };
      }),
    );
    expect(sides.filter(({ left, right, height }) => left < 0 || right > width || height === 0)).toEqual([]);
    await page.screenshot({ path: join(SHOTS, `viewer-${width}.png`) });
    await page.keyboard.press('Escape');
    await expect.poll(() => viewer.count()).toBe(0);
    await page.setViewportSize({ width: 1200, height: 900 });
  });

  it('speaks Chinese', async () => {
    await page.getByLabel('Language').selectOption('中文');
    await page.getByRole('button', { name: '生成图片' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
    await shot('chinese');
  });

  it('says so when the engine or the model cannot be reached, and loads on demand', { tags: ['long'] }, async () => {
    const lost = await studio.browser.newContext({ locale: 'en-US' });
    for (const [name, blocked, words] of [
      ['unreachable', '**/engine-worker.mjs', 'The engine cannot be reached.'],
      ['no-model', '**/model/**', 'The model could not be fetched.'],
    ] as const) {
      page = await lost.newPage();
      await page.route(blocked, route => route.abort());
      await page.goto(studio.server.url);
      await page.getByRole('alert').getByText(words).waitFor();
      await shot(name);
      await page.unroute(blocked);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('computed by the processor').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    await lost.close();
  });

  it.each(['wasm', 'mjs'])(
    'runs no ONNX Runtime whose .%s is not the one that was built, and says so',
    { tags: ['long'] },
    async extension => {
      const lost = await studio.browser.newContext({ locale: 'en-US' });
      page = await lost.newPage();
      const file = `**/ort-wasm-simd-threaded.${extension}`;
      await page.route(file, async route => {
        const response = await route.fetch();
        const body = await response.body();
        body[body.length - 2]! ^= 1;
        await route.fulfill({ response, body });
      });
      await page.goto(studio.server.url);
      // a model is ready without it: sessions are made for the first picture
      await page.getByText('computed by the processor').waitFor();
      await fill({ prompt: 'a lake', width: '64', height: '64', steps: '2' });
      await page.locator('.generate').click();
      await page.getByRole('alert').getByText('is not the file that was built with this page').waitFor();
      await shot(`altered-${extension}`);
      await page.unroute(file);
      await page.getByRole('button', { name: 'Try again' }).click();
      await pictures().first().waitFor();
      await lost.close();
    },
  );

  it('says so when storage is refused, and still makes pictures', { tags: ['long'] }, async () => {
    const refused = await studio.browser.newContext({ locale: 'en-US' });
    await refused.addInitScript(() => {
      const blocked = () => {
        throw new DOMException('The user denied permission to access the database.', 'SecurityError');
      };
      indexedDB.open = blocked;
      Object.defineProperty(window, 'localStorage', { get: blocked });
    });
    page = await open(refused);
    await page.getByText('Pictures are not kept after closing').waitFor();
    await fill({ prompt: 'a lake', width: '64', height: '64', steps: '2' });
    await page.locator('.generate').click();
    await pictures().first().waitFor();
    await expect.poll(() => page.locator('.thumbnails li').count()).toBe(1);
    await shot('refused');
    await refused.close();
  });

  it('draws on a server that is tried first, shows its host with the picture, and has its key in no storage', {
    tags: ['long'],
  }, async () => {
    const draws = await startDrawingServer({ key: 'sk-secret' });
    const chosen = await studio.browser.newContext({ locale: 'en-US' });
    page = await open(chosen);
    await page.getByText('On a server…').click();
    await page.fill('[name="server"]', draws.url);
    await page.getByText(/receives the prompt .* nothing else/).waitFor();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('alert').getByText('wants a key').waitFor();
    await page.fill('[name="serverKey"]', 'sk-secret');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('the same seed makes the same picture').waitFor();
    await looksWell(page, '.servers', 'server-report');
    await page.getByRole('button', { name: 'Draw there' }).click();
    const { host } = new URL(draws.url);
    await page.locator('.drawn-there', { hasText: host }).waitFor();
    // its recommendations are in the form by then
    await page.locator('.model-state', { hasText: host }).waitFor();
    await fill({ prompt: 'a lake', width: '64', height: '64', steps: '2' });
    await page.locator('.generate').click();
    await pictures().getByText(host).waitFor();
    // one of the shapes that the model draws, from which the picture is made here
    expect(draws.asked.at(-1)!.body).toMatchObject({
      prompt: 'a lake',
      size: `${embedded.nativeSize}x${embedded.nativeSize}`,
      num_inference_steps: 2,
    });
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('sk-secret');
    await shot('server-drawn');
    await chosen.close();
    await draws.close();
  });

  it('does nothing that its policy refuses', () => {
    expect(refused).toEqual([]);
  });
});
