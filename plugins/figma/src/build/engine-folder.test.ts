import { describe, expect, it } from 'vitest';
import { caddyFile, headerRules, headersFile, isVersioned, nginxFile, versionFolder } from './engine-folder.ts';

const PATHS = ['index.html', 'studio.mjs', 'ort.wasm', 'page.css', 'model/model_index.json'];
const bytes = (text: string) => new TextEncoder().encode(text);
const files = (...entries: readonly (readonly [string, string])[]) =>
  new Map(entries.map(([path, text]) => [path, bytes(text)]));

describe('the address of an engine page', () => {
  it('is another one whenever a file is, by name or content, and the same one otherwise', () => {
    const one = versionFolder('1.2.3', files(['a', 'x'], ['b', 'y']));
    expect(one).toMatch(/^v1\.2\.3-[\da-f]{12}$/);
    expect(versionFolder('1.2.3', files(['b', 'y'], ['a', 'x']))).toBe(one);
    const others = [files(['a', 'x'], ['b', 'z']), files(['a', 'x'], ['c', 'y']), files(['a', 'x'])];
    expect(new Set([one, ...others.map(other => versionFolder('1.2.3', other))]).size).toBe(4);
  });

  it('is known to be one', () => {
    expect(isVersioned(new URL('https://a.example/v1.2.3-0123456789ab/'))).toBe(true);
    expect(isVersioned(new URL('https://a.example/studio/v0.1.0-rc.1/'))).toBe(true);
    for (const path of ['', 'studio/', 'v1.2.3-0123456789ab/index.html', 'video/']) {
      expect(isVersioned(new URL(`https://a.example/${path}`))).toBe(false);
    }
  });
});

describe('what a host sends', () => {
  const rules = headerRules('v1', PATHS);
  const of = (path: string) => {
    const matching = rules.filter(rule =>
      rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : rule.path === path,
    );
    return matching.flatMap(({ headers }) => headers);
  };

  it.each(['', ...PATHS])('for /v1/%s has each header once', path => {
    const names = of(`/v1/${path}`).map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['X-Content-Type-Options', 'Cache-Control', 'Content-Security-Policy']),
    );
  });

  it('lets only the page be in a frame, and in any', () => {
    const policy = (path: string) => Object.fromEntries(of(`/v1/${path}`))['Content-Security-Policy'];
    expect(policy('')).toContain("script-src 'self'");
    expect(policy('')).not.toContain('frame-ancestors');
    expect(policy('index.html')).toBe(policy(''));
    for (const path of PATHS.slice(1)) expect(policy(path)).toContain("frame-ancestors 'none'");
    expect(policy('model/anything.html')).toContain('sandbox');
  });

  it('is the same for nginx, which inherits nothing, and for Caddy', () => {
    const nginx = nginxFile(rules);
    for (const path of ['', ...PATHS.slice(0, 4)]) {
      const [, location = ''] = nginx.split(`location = /v1/${path} {`);
      const block = location.split('\n}')[0]!;
      for (const [name, value] of of(`/v1/${path}`)) {
        expect(block).toContain(name === 'Content-Type' ? `default_type "${value}"` : `add_header ${name} "${value}"`);
      }
    }
    const lines = (text: string) => text.split('\n').filter(line => line.startsWith('  ')).length;
    expect(lines(caddyFile(rules))).toBe(lines(headersFile(rules)));
    expect(caddyFile(rules)).toContain('header /v1/studio.mjs {\n  Content-Type "text/javascript; charset=utf-8"\n');
  });
});
