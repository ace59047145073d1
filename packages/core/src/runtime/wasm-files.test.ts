import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BuiltFile, fetchBuilt, WASM_BUILDS } from './wasm-files.ts';

const FILE = { name: 'engine.wasm', sha256: createHash('sha256').update('right').digest('base64') };
const URL = 'https://sana.example/engine.wasm';

/** A server, and a browser that compares what it is told to compare. */
function serve(answer: () => Response): void {
  vi.stubGlobal('fetch', async (_: string, { integrity }: RequestInit = {}) => {
    const response = answer();
    const digest = createHash('sha256')
      .update(Buffer.from(await response.clone().arrayBuffer()))
      .digest('base64');
    if (integrity !== undefined && integrity !== `sha256-${digest}`) throw new TypeError('Failed to fetch');
    return response;
  });
}

afterEach(() => void vi.unstubAllGlobals());

it("knows the hashes of ONNX Runtime's files, which change with its version", () => {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/webgpu'));
  for (const { name, sha256 } of Object.values(WASM_BUILDS).flatMap(Object.values<BuiltFile>)) {
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('base64'),
    ).toBe(sha256);
  }
});

describe.each([true, false])('where a page counts as secure: %s', isSecure => {
  const stub = () => {
    if (!isSecure) vi.stubGlobal('crypto', {});
  };

  it('gives what was built', async () => {
    stub();
    serve(() => new Response('right'));
    expect(Buffer.from(await fetchBuilt(URL, FILE)).toString()).toBe('right');
  });

  it.each(['righT', '', 'right and more', 'RIGHT'])('refuses %j', async content => {
    stub();
    serve(() => new Response(content));
    await expect(fetchBuilt(URL, FILE)).rejects.toMatchObject({
      code: 'file-corrupt',
      message: expect.stringMatching(/^engine\.wasm is not the file that was built with this page/),
    });
  });

  it('says so when it is not there', async () => {
    stub();
    serve(() => new Response('right', { status: 404 }));
    await expect(fetchBuilt(URL, FILE)).rejects.toMatchObject({ code: 'file-missing', data: { detail: '404' } });
    serve(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(fetchBuilt(URL, FILE)).rejects.toMatchObject({ code: 'file-missing', data: { url: URL } });
  });
});
