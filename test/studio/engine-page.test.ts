import { join } from 'node:path';
import type { SanaError } from '@sana-studio/core';
import { CATALOGUE } from '@sana-studio/models';
import { type ModelEntry, type openEngineFrame, PROTOCOL_VERSION, type RemoteParts } from '@sana-studio/shared';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, startStudio, type TestStudio } from './studio.ts';

declare global {
  var sanaFrame: { openEngineFrame: typeof openEngineFrame };
  var firstModels: typeof listOnce;
}

/** Runs in the page. */
function listOnce({ models }: Pick<RemoteParts, 'models'>): Promise<readonly ModelEntry[]> {
  return new Promise((onModels, failed) => {
    models.watch({ onModels, signal: new AbortController().signal }).catch(failed);
  });
}

/** The one that comes with the page, and the official ones. */
const MODELS = 1 + CATALOGUE.length;

/** What a frame needs to reach into this machine. */
const LOCAL = 'local-network-access; loopback-network';

describe('the engine page in a frame', () => {
  let studio: TestStudio;
  let script: string;

  /** A page that can open engine frames. Without an address it has no origin. */
  const hostPage = async (url?: string): Promise<Page> => {
    const page = await studio.browser.newPage();
    if (url) await page.goto(url);
    await page.addScriptTag({ content: script });
    return page;
  };

  beforeAll(async () => {
    studio = await startStudio();
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'shared/src/remote/engine-frame.ts')],
      bundle: true,
      format: 'iife',
      globalName: 'sanaFrame',
      write: false,
    });
    script = `${outputFiles[0]!.text}; globalThis.firstModels = ${listOnce};`;
  });
  afterAll(() => studio.close());

  it('makes pictures for the page around it and keeps their history', async () => {
    const page = await hostPage(`${studio.server.url}studio-page.css`);
    const seen = await page.evaluate(async url => {
      const { parts } = sanaFrame.openEngineFrame({ url, container: document.body });
      const options = { signal: new AbortController().signal, onProgress: () => {} };
      const [model] = await firstModels(parts);
      const { device } = await parts.engine.load(model!.id, options);
      const seeds: number[] = [];
      let png = new Blob();
      const request = { prompt: 'a lake', width: 64, height: 64, steps: 2, seed: 3, count: 2 };
      await parts.engine.generate(request, {
        ...options,
        onPicture(picture) {
          seeds.push(picture.request.seed);
          png = picture.png;
          void parts.history.add(picture, picture.png);
        },
      });
      const entries = await parts.history.list();
      const kept = await parts.history.picture(entries[0]!.id);
      return { device, seeds, type: png.type, size: png.size, entries: entries.length, keptSize: kept?.size };
    }, studio.server.url);
    expect(seen).toMatchObject({ device: 'wasm', seeds: [3, 4], type: 'image/png', entries: 2 });
    expect(seen.size).toBeGreaterThan(1000);
    expect(seen.keptSize).toBe(seen.size);
  });

  it('answers a page without an origin, and tells that nothing can be kept there', { tags: ['long'] }, async () => {
    const page = await hostPage();
    const seen = await page.evaluate(async url => {
      const { parts } = sanaFrame.openEngineFrame({ url, container: document.body });
      const code = await parts.history.list().catch((error: { code: string }) => error.code);
      return { origin: self.origin, models: (await firstModels(parts)).length, code };
    }, studio.server.url);
    expect(seen).toEqual({ origin: 'null', models: MODELS, code: 'storage-failed' });
  });

  it.each([
    ['https://www.figma.com/', MODELS],
    ['https://evil.example/', 'worker-failed'],
  ])('as a plugin of Figma has it, below a page without an origin, it answers at %s with %s', async (site, answer) => {
    const context = await studio.browser.newContext();
    // what a person is asked before a site reaches into this machine
    await context.grantPermissions(['local-network-access']);
    await context.route(`${site}**`, route => route.fulfill({ contentType: 'text/html', body: '<title>Host</title>' }));
    const page = await context.newPage();
    await page.goto(site);
    const plugin = `<!doctype html><body><script>${script.replaceAll('</script', '<\\/script')}
      const append = frame => {
        frame.allow = '${LOCAL}';
        document.body.append(frame);
      };
      const container = { ownerDocument: document, append };
      const { parts } = sanaFrame.openEngineFrame({ url: '${studio.server.url}', container, patience: 15000 });
      firstModels(parts).then(models => models.length, error => error.code).then(seen => parent.postMessage(seen, '*'));
      </script>`;
    const seen = await page.evaluate(
      ([html, allow]) =>
        new Promise(done => {
          addEventListener('message', ({ data }) => {
            if (typeof data !== 'object') done(data);
          });
          const frame = document.createElement('iframe');
          frame.allow = allow;
          frame.src = `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
          document.body.append(frame);
        }),
      [plugin, LOCAL] as const,
    );
    expect(seen).toBe(answer);
    await context.close();
  });

  it('does not answer pages of other sites, and can be called again after it was unreachable', {
    tags: ['long'],
  }, async () => {
    const { port, url } = studio.server;
    // 127.0.0.1 is another site than localhost
    const page = await hostPage(`http://127.0.0.1:${port}/studio-page.css`);
    const list = (engineUrl: string) =>
      page.evaluate(async engine => {
        const { parts } = sanaFrame.openEngineFrame({ url: engine, container: document.body, patience: 5000 });
        return firstModels(parts).then(
          models => models.length,
          (error: { code: string }) => error.code,
        );
      }, engineUrl);
    expect(await list(url)).toBe('worker-failed');
    expect(await list(`http://127.0.0.1:${port}/`)).toBe(MODELS);
  });

  it.each([
    [-1, 'worker-failed:page-older'],
    [1, 'worker-failed:page-newer'],
  ])('of another version (%s) is said to be %s, with both versions', async (difference, reason) => {
    const page = await hostPage(`${studio.server.url}studio-page.css`);
    const own = PROTOCOL_VERSION;
    await page.route('**/other/', route =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script>parent.postMessage({ sana: 'engine-ready', version: ${own + difference} }, '*')</script>`,
      }),
    );
    const seen = await page.evaluate(async url => {
      const { parts } = sanaFrame.openEngineFrame({ url, container: document.body });
      return parts.history.list().then(
        () => undefined,
        ({ reason, data }: SanaError) => ({ reason, data }),
      );
    }, `${studio.server.url}other/`);
    expect(seen).toMatchObject({ reason, data: { theirs: own + difference, own } });
    await page.close();
  });
});
