import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ModelServer } from '@sana-studio/models/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, serveStudio } from '../studio/studio.ts';
import type { DrivenPage } from './driven-page.ts';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

const PATIENCE = 120_000;
const PROMPT = 'a red fox in the snow';

/** What the largest picture in an element shows: its size, and how far its pixels lie apart. */
const LOOK = (selector: string) => `
  const image = document.querySelector(${JSON.stringify(selector)});
  if (!image) return null;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let least = 255, most = 0;
  for (let at = 0; at < data.length; at += 4) { least = Math.min(least, data[at]); most = Math.max(most, data[at]); }
  return { width, height, range: most - least };`;

describe.each([
  ['Firefox', openFirefox],
  ['WebKit', openWebKit],
])('the studio in %s', (_, openPage) => {
  let server: ModelServer;
  let page: DrivenPage;

  const seen = async (body: string) => {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = await page.run(body);
      if (found) return found;
      if (Date.now() > end) throw new Error(`not seen: ${body}\n${await page.run('return document.body.innerText')}`);
      await wait(250);
    }
  };

  beforeAll(async () => {
    server = await serveStudio(join(ROOT, 'models/sana-mini'));
    page = await openPage();
  }, PATIENCE);
  afterAll(async () => {
    await page?.close();
    await server?.close();
  });

  it('makes a picture, names its file, and still has it after a reload, unless that is refused', {
    timeout: 2 * PATIENCE,
  }, async () => {
    await page.open(server.url);
    await seen(`return document.querySelector('[name="width"]')?.value === '256'`);
    await page.type('[name="prompt"]', PROMPT);
    await page.click('.generate');
    const look = await seen(LOOK('figure.picture img'));
    expect(look).toMatchObject({ width: 256, height: 256 });
    expect((look as { range: number }).range).toBeGreaterThan(100);
    await seen(`return document.querySelector('.generate') !== null`);
    await page.run(`
      globalThis.names = [];
      const click = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () { names.push(this.download); click.call(this); };`);
    await page.click('figure.picture button[title="Download"]');
    expect(await seen('return names[0]')).toMatch(/^a-red-fox-in-the-snow-\d+\.png$/);

    // a browser that is driven may refuse to keep pictures, which is said; else they are there at the next visit
    const refused = /Pictures are not kept/.test(String(await page.run('return document.body.innerText')));
    await page.open(server.url);
    expect(await seen(`return document.querySelector('[name="prompt"]')?.value`)).toBe(PROMPT);
    if (!refused) expect(await seen(LOOK('.thumbnails img'))).toMatchObject({ range: expect.any(Number) });
  });
});
