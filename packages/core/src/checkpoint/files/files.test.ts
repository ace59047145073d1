import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { diskFolder, openFile } from '../../node/files.ts';
import { openModelFolder } from '../layout/model-folder.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { httpFolder, openUrl } from './http-source.ts';
import { blobSource, bytesSource, folderPath, memoryFolder } from './source.ts';

const content = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
/** More than is fetched whole. */
const large = new Uint8Array(2 ** 26 + 2 ** 20).map((_, i) => i % 251);

let directory = '';
let server: Server;
let base = '';
let answer: RequestListener;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sana-'));
  await writeFile(join(directory, 'data.bin'), content);
  answer = serveRanges(content);
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
  await rm(directory, { recursive: true });
});

/** A server with range support for one file's bytes, whatever the path. */
function serveRanges(bytes: Uint8Array): RequestListener {
  return (request, response) => {
    const { range } = request.headers;
    if (range === undefined) {
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
      return;
    }
    const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    const body = bytes.subarray(Number(from), Number(to) + 1);
    response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${bytes.length}`, 'content-length': body.length });
    response.end(body);
  };
}

const sources: [string, () => Promise<ByteSource | undefined>][] = [
  ['on disk', () => openFile(join(directory, 'data.bin'))],
  ['in memory', async () => bytesSource('data.bin', content)],
  ['as a Blob', async () => blobSource('data.bin', new Blob([content]))],
  ['on a server', () => openUrl(`${base}/data.bin`)],
];

describe.each(sources)('a file %s', (_, open) => {
  it('is read at any place, and never beyond its end', async () => {
    const source = await open();
    expect(source?.size).toBe(1000);
    expect(await source?.read(0, 4)).toEqual(content.slice(0, 4));
    expect(await source?.read(990, 10)).toEqual(content.slice(990));
    expect(await source?.read(1000, 0)).toHaveLength(0);
    for (const [offset, length] of [
      [991, 10],
      [-1, 2],
      [0, -1],
      [0.5, 1],
      [0, 2 ** 60],
      [Number.NaN, 1],
    ] as const) {
      await expect(source?.read(offset, length)).rejects.toMatchObject({ code: 'file-truncated' });
    }
    await source?.close?.();
  });
});

describe('a file on disk', () => {
  it('that shrinks while it is open is truncated', async () => {
    const source = await openFile(join(directory, 'data.bin'));
    await truncate(join(directory, 'data.bin'), 10);
    await expect(source.read(5, 10)).rejects.toMatchObject({ code: 'file-truncated' });
    await source.close?.();
    await expect(source.read(0, 1)).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('that does not exist is missing', async () => {
    await expect(openFile(join(directory, 'none'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(openFile(directory)).rejects.toMatchObject({ code: 'file-missing' });
  });
});

describe('a Blob', () => {
  it('of which many pieces are read is read as a whole, if it is not large', async () => {
    for (const [bytes, wholes] of [
      [content, 1],
      [large, 0],
    ] as const) {
      const blob = new Blob([bytes]);
      const whole = vi.spyOn(blob, 'arrayBuffer');
      const slice = vi.spyOn(blob, 'slice');
      const file = blobSource('data.bin', blob);
      const read = async (from: number) =>
        expect([...(await file.read(from, 3))]).toEqual([...bytes.slice(from, from + 3)]);
      await read(0);
      expect(slice).toHaveBeenCalledTimes(1);
      await Promise.all([990, 0, 7, 77, 500, 300].map(read));
      expect(whole).toHaveBeenCalledTimes(wholes);
      expect(slice).toHaveBeenCalledTimes(wholes ? 4 : 7);
      await expect(file.read(bytes.length, 1)).rejects.toMatchObject({ code: 'file-truncated' });
    }
  });
});

describe('a folder', () => {
  it('follows links, as the cache of huggingface_hub has them, but no path leads out of it', async () => {
    await symlink(join(directory, 'data.bin'), join(directory, 'link.bin'));
    const folder = diskFolder(directory);
    const linked = await folder.open('link.bin');
    expect(linked?.size).toBe(1000);
    await linked?.close?.();
    expect(await folder.open('none.bin')).toBeUndefined();
    expect(await folder.open('data.bin/none')).toBeUndefined();
    for (const path of ['../etc/passwd', '/etc/passwd', 'a/../../b', '.', '', 'a//b', 'a\\b', 'C:x', 'a\0b']) {
      expect(() => folderPath('folder', path)).toThrow(/not the name of a file inside/);
      await expect(folder.open(path)).rejects.toMatchObject({ code: 'file-missing' });
    }
  });

  it('may be a set of Blobs', async () => {
    const folder = memoryFolder('picked', new Map([['a/b.bin', new Blob([content])]]));
    expect((await folder.open('a/b.bin'))?.size).toBe(1000);
    expect(await folder.open('a/c.bin')).toBeUndefined();
  });

  it('on a server opens as a model', async () => {
    const disk = diskFolder(referencePath('sana', 'model'));
    answer = async (request, response) => {
      const source = await disk.open((request.url ?? '').slice('/sana/'.length));
      if (!source) return void response.writeHead(404).end();
      const bytes = await source.read(0, source.size);
      await source.close?.();
      serveRanges(bytes)(request, response);
    };
    const model = await openModelFolder(httpFolder(`${base}/sana/`));
    const local = await openModelFolder(disk);
    const name = 'decoder.conv_out.weight';
    expect(await model.autoencoder.tensors.readFloat32(name)).toEqual(
      await local.autoencoder.tensors.readFloat32(name),
    );
    await Promise.all([model.close(), local.close()]);
  });
});

describe('a server', () => {
  const failed = { code: 'network-failed' };

  it('without the file gives none, also when it sends a page instead', async () => {
    answer = (_, response) => void response.writeHead(404).end('no');
    expect(await openUrl(base)).toBeUndefined();
    answer = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
    expect(await openUrl(base)).toBeUndefined();
  });

  it('without ranges serves small files whole and large ones not at all', async () => {
    answer = (_, response) => void response.writeHead(200, { 'content-length': content.length }).end(content);
    expect(await (await openUrl(base))?.read(3, 2)).toEqual(content.slice(3, 5));
    answer = (_, response) => void response.writeHead(200, { 'content-length': 2 ** 31 }).write('x');
    await expect(openUrl(base)).rejects.toMatchObject(failed);
    // without telling how much
    answer = (_, response) => void response.end(content);
    expect(await (await openUrl(base))?.read(3, 2)).toEqual(content.slice(3, 5));
    answer = (_, response) => void response.end(large);
    await expect(openUrl(base)).rejects.toMatchObject(failed);
  });

  it('that refuses, lies or breaks off is named', async () => {
    answer = (_, response) => void response.writeHead(403).end();
    await expect(openUrl(base)).rejects.toMatchObject({ ...failed, data: { status: 403 } });
    answer = (_, response) => void response.writeHead(206).end('x');
    await expect(openUrl(base)).rejects.toMatchObject(failed);
    await expect(openUrl('http://127.0.0.1:9/none')).rejects.toMatchObject(failed);

    answer = (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('short');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(openUrl(base)).rejects.toMatchObject(failed);

    answer = serveRanges(large);
    const source = await openUrl(base);
    const end = { 'content-range': `bytes ${large.length - 10}-${large.length - 1}/${large.length}` };
    const read = () => source?.read(large.length - 10, 10);
    answer = (_, response) => void response.writeHead(206, end).end('short');
    await expect(read()).rejects.toMatchObject(failed);
    answer = (_, response) => void response.writeHead(206, end).end('longer than ten bytes');
    await expect(read()).rejects.toMatchObject(failed);
    answer = (_, response) => {
      response.writeHead(206, { ...end, 'content-length': 10 }).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(read()).rejects.toMatchObject(failed);
    answer = serveRanges(large.subarray(1));
    await expect(read()).rejects.toMatchObject(failed);
    answer = serveRanges(large);
    expect(await read()).toEqual(large.slice(-10));
  });

  it('that goes silent is given up, at any point', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const answers: (typeof answer)[] = [
        () => undefined,
        (_, response) => void response.writeHead(200, { 'content-length': 1000 }).write('short'),
      ];
      for (const one of answers) {
        const asked = new Promise<void>(resolve => {
          answer = (request, response) => {
            one(request, response);
            resolve();
          };
        });
        const opened = openUrl(base);
        const settled = expect(opened).rejects.toMatchObject({
          ...failed,
          message: expect.stringContaining('7 seconds'),
        });
        await asked;
        // the answer's head and the piece have to arrive, each of which begins the time anew
        for (let second = 0; second < 50; second++) {
          await new Promise(resolve => setTimeout(resolve, 2));
          await vi.advanceTimersByTimeAsync(500);
        }
        await settled;
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('is asked once for a small file, and ever less often for pieces of a large one that follow one another', async () => {
    const ranges: (string | undefined)[] = [];
    const counted = (bytes: Uint8Array): typeof answer => {
      const serve = serveRanges(bytes);
      return (request, response) => {
        ranges.push(request.headers.range);
        return serve(request, response);
      };
    };
    answer = counted(content);
    const small = await openUrl(base);
    for (let at = 0; at < content.length; at += 10) await small?.read(at, 10);
    expect(ranges).toHaveLength(1);

    answer = counted(large);
    const source = await openUrl(base);
    ranges.length = 0;
    const piece = 2 ** 16;
    for (let at = 0; at < 2 ** 25; at += piece) {
      expect(Buffer.compare((await source?.read(at, piece)) ?? content, large.subarray(at, at + piece))).toBe(0);
    }
    expect(ranges.length).toBeLessThan(12);
    ranges.length = 0;
    await source?.read(2 ** 26, 100);
    expect(ranges).toEqual([`bytes=${2 ** 26}-${2 ** 26 + 2 ** 16 - 1}`]);
  });
});
