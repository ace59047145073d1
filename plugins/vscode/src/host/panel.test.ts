import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { configure, open, reset, state } from '../vscode.fixture.ts';
import { drawing, jobFor, made, makerOf, memory, never, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});

describe('a picture that is picked in the panel', () => {
  it('goes to the place it was made for, in the format that is wanted there', async () => {
    state.settings['sanaStudio.imageFormat'] = 'webp';
    const document = open('file:///notes/a.md', 'a fox');
    const { anchor, document: uri } = jobFor(document);
    const target = JSON.stringify({ document: uri, anchor });
    const { host } = drawing();
    expect(await host.formatFor(target)).toBe('webp');
    const { request } = await made({ prompt: 'a fox' });
    const bytes = Uint8Array.of(1, 2);
    const told = await host.insert({ bytes, format: 'webp', request, target });
    expect(told).toBe('It is in a.md at line 3, as images/a-fox.webp.');
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.webp)');
    expect(state.files.get('file:///notes/images/a-fox.webp')!.bytes).toEqual(bytes);
  });

  it('goes below those that were put there before', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nend');
    const { anchor, document: uri } = jobFor(document, 5);
    const target = JSON.stringify({ document: uri, anchor });
    const { host } = drawing();
    for (const seed of [1, 2, 3]) {
      const { bytes, request } = await made({ prompt: 'a fox', seed });
      const told = await host.insert({ bytes, format: 'png', request, target });
      expect(told).toContain(`at line ${1 + 2 * seed}`);
    }
    const images = ['a-fox', 'a-fox-1', 'a-fox-2'].map(name => `![a fox](images/${name}.png)`);
    expect(document.text).toBe(['a fox', ...images, 'end'].join('\n\n'));
  });

  it('is refused without a document, and without a request', async () => {
    const { host } = drawing();
    await expect(host.formatFor(undefined)).rejects.toThrow('Open the markdown document');
    const picked = { bytes: Uint8Array.of(1), format: 'png', request: { prompt: 'a fox' } } as never;
    await expect(host.insert(picked)).rejects.toMatchObject({ code: 'request-invalid' });
    expect(written()).toEqual([]);
  });
});

describe('the page', () => {
  const policyOf = (html: string) =>
    /http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(html)![1]!.replaceAll('&#39;', "'");

  it('has a strict policy', () => {
    const html = drawing().html();
    const policy = policyOf(html);
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w-]{36}' 'wasm-unsafe-eval'; worker-src blob:;/u);
    expect(policy).not.toMatch(/'unsafe-(inline|eval)'|\*(?!\.(?:example|huggingface\.co|hf\.co)(?:[ ;]|$))/u);
    expect(html.match(/<script/gu)).toHaveLength(1);
    expect(html).not.toMatch(/ on\w+=|<style/u);
  });

  it.each([
    ['', 'https://huggingface.co https://*.huggingface.co https://*.hf.co'],
    ['https://mirror.test/hub/', 'https://mirror.test https:'],
    ['http://mirror.test:8080', 'http://mirror.test:8080 https:'],
    ["nonsense; script-src 'unsafe-eval'", 'https://huggingface.co https://*.huggingface.co https://*.hf.co'],
  ])('may fetch models with the mirror “%s” from %s alone', (mirror, sources) => {
    state.settings['sanaStudio.mirror'] = mirror;
    expect(policyOf(drawing().html())).toContain(`connect-src https://*.example blob: ${sources};`);
  });

  it("may fetch from the server of a team's list as well", () => {
    state.settings['sanaStudio.teamModels'] = 'https://team.test/models/sana-models.json';
    expect(policyOf(drawing().html())).toContain('https://*.hf.co https://team.test;');
    state.settings['sanaStudio.teamModels'] = "nonsense; script-src 'unsafe-eval'";
    expect(policyOf(drawing().html())).toContain('https://*.hf.co;');
  });

  it('is given again what it has stored', async () => {
    const stored = memory();
    const { host } = viewWith(never, stored);
    await host.store('form', JSON.stringify({ prompt: '"><b>' }));
    await host.store('unfinished', '[]');
    await expect(host.store('unfinished', '() => {}')).rejects.toThrow();
    const html = viewWith(never, stored).html();
    const [, data = ''] = /data-stored="([^"]+)"/u.exec(html)!;
    expect(data).not.toMatch(/[<>]/u);
    const text = data.replace(/&#(\d+);/gu, (_, code) => String.fromCharCode(Number(code)));
    expect(JSON.parse(text)).toEqual({ form: { prompt: '"><b>' }, unfinished: [] });
  });

  it('begins anew when a setting of its own has changed, and is asked for its jobs again', async () => {
    const { view, asked, html, reload } = viewWith(never);
    void new Jobs(makerOf(view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    await expect.poll(() => asked.length).toBe(1);
    const before = html();
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    configure('sanaStudio.folder', 'elsewhere');
    vi.runAllTimers();
    expect(html()).toBe(before);
    // what the page asks for itself
    configure('sanaStudio.safety', 'refuse');
    vi.runAllTimers();
    expect(html()).toBe(before);
    configure('sanaStudio.device', 'wasm');
    vi.runAllTimers();
    expect(html()).not.toBe(before);
    reload();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toEqual(asked[0]);
  });
});
