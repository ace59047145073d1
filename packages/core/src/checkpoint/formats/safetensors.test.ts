import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadReference, referencePath } from '../../../../../test/reference-data.ts';
import { openFile } from '../../node/files.ts';
import { bytesSource } from '../files/source.ts';
import { safetensorsBytes } from './checkpoint.fixture.ts';
import { openSafetensors } from './safetensors.ts';

const open = (bytes: Uint8Array) => openSafetensors(bytesSource('test.safetensors', bytes));

/** A file with this header text and this many zero bytes of data. */
function file(header: string, dataBytes: number, headerLength = header.length): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(new TextEncoder().encode(header), 8);
  return bytes;
}

const entry = (dtype: string, shape: unknown, offsets: unknown) => ({ dtype, shape, data_offsets: offsets });
const refused = (tensors: Record<string, unknown>, dataBytes: number) =>
  expect(open(file(JSON.stringify(tensors), dataBytes))).rejects;

describe('a safetensors file', () => {
  it('gives the values that the reference wrote, whole and by rows', async () => {
    const source = await openFile(referencePath('sana', 'expected.safetensors'));
    const reader = await openSafetensors(source);
    const reference = loadReference('sana');
    const { shape, data } = reference('dit.hidden');
    expect(reader.entries.get('dit.hidden')).toMatchObject({ dtype: 'F32', shape });
    expect(await reader.readFloat32('dit.hidden')).toEqual(data);
    expect(await reader.readFloat32('text0.chi.hidden', [3, 5])).toEqual(
      reference('text0.chi.hidden').data.slice(3 * 48, 5 * 48),
    );
    const ids = await reader.readBytes('text0.plain.ids');
    expect(new Int32Array(ids.buffer)).toEqual(reference('text0.plain.ids').data);
    await expect(reader.readFloat32('text0.plain.ids')).rejects.toMatchObject({ code: 'tensor-dtype' });
    await expect(reader.readFloat32('nothing')).rejects.toMatchObject({
      code: 'tensor-missing',
      data: { tensor: 'nothing' },
    });
    await expect(reader.readFloat32('dit.hidden', [0, 3])).rejects.toMatchObject({ code: 'tensor-shape' });
    await source.close?.();
  });

  it('widens 16-bit values wherever they lie', async () => {
    // One byte in front puts everything behind it at odd addresses.
    const bytes = safetensorsBytes([
      { name: 'pad', dtype: 'U8', shape: [1], bytes: Uint8Array.of(7) },
      { name: 'half', dtype: 'F16', shape: [3], bytes: Uint8Array.of(0x00, 0x3c, 0x01, 0x00, 0xff, 0xfb) },
      { name: 'brain', dtype: 'BF16', shape: [2, 1], bytes: Uint8Array.of(0x80, 0x3f, 0x49, 0xc0) },
      { name: 'single', dtype: 'F32', shape: [1], bytes: new Uint8Array(Float32Array.of(0.1).buffer) },
    ]);
    const reader = await open(bytes);
    expect([...(await reader.readFloat32('half'))]).toEqual([1, 2 ** -24, -65504]);
    expect([...(await reader.readFloat32('brain'))]).toEqual([1, -3.140625]);
    expect([...(await reader.readFloat32('brain', [1, 2]))]).toEqual([-3.140625]);
    expect([...(await reader.readFloat32('single'))]).toEqual([Math.fround(0.1)]);
  });

  it('reads an empty tensor and a scalar', async () => {
    const reader = await open(
      file(JSON.stringify({ none: entry('F32', [0, 4], [0, 0]), one: entry('F32', [], [0, 4]) }), 4),
    );
    expect(await reader.readFloat32('none')).toHaveLength(0);
    expect([...(await reader.readFloat32('one'))]).toEqual([0]);
  });

  it('is refused when it is cut off, at any byte', async () => {
    const whole = readFileSync(referencePath('sana', 'model', 'vae', 'diffusion_pytorch_model.safetensors'));
    for (const size of [0, 7, 8, 100, 20_000, whole.length - 1]) {
      await expect(open(whole.subarray(0, size))).rejects.toMatchObject({ code: 'file-truncated' });
    }
  });

  it('is refused when the header lies, with an error that names the tensor', async () => {
    const corrupt = (tensor: string) => ({ code: 'file-corrupt', data: { tensor } });
    await refused({ a: entry('F32', [4], [0, 16]), b: entry('F32', [4], [8, 24]) }, 24).toMatchObject(corrupt('b'));
    await refused({ a: entry('F32', [4], [0, 16]), b: entry('F32', [2], [20, 28]) }, 28).toMatchObject(corrupt('b'));
    await refused({ a: entry('F32', [5], [0, 16]) }, 16).toMatchObject(corrupt('a'));
    await refused({ a: entry('F32', [-4], [0, 16]) }, 16).toMatchObject(corrupt('a'));
    await refused({ a: entry('F32', [2 ** 32, 2 ** 32], [0, 16]) }, 16).toMatchObject(corrupt('a'));
    await refused({ a: entry('F32', [4], [16, 0]) }, 16).toMatchObject(corrupt('a'));
    await refused({ a: entry('F32', [4], [0.5, 16.5]) }, 17).toMatchObject(corrupt('a'));
    await refused({ a: entry('F32', 'four', [0, 16]) }, 16).toMatchObject(corrupt('a'));
    await refused({ a: entry('F32', [4], [0, 16]) }, 17).toMatchObject({ code: 'file-corrupt' });
    await refused({ a: entry('F32', [2 ** 40], [0, 2 ** 42]) }, 16).toMatchObject({ code: 'file-truncated' });
    await refused({ a: entry('F8_E8M0', [16], [0, 16]) }, 16).toMatchObject({ code: 'tensor-dtype' });
    await refused({ a: entry('constructor', [16], [0, 16]) }, 16).toMatchObject({ code: 'tensor-dtype' });
    const twice =
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}';
    await expect(open(file(twice, 8))).rejects.toMatchObject(corrupt('a'));
  });

  it('is refused when it is something else', async () => {
    const text = (content: string) => new TextEncoder().encode(content);
    await expect(open(text('<!DOCTYPE html><title>404</title>'))).rejects.toMatchObject({ code: 'file-corrupt' });
    await expect(open(text('version https://git-lfs.github.com/spec/v1\n'))).rejects.toThrow(/Git LFS/);
    await expect(open(file('[]', 0))).rejects.toMatchObject({ code: 'file-corrupt' });
    await expect(open(file('{"a":', 0))).rejects.toMatchObject({ code: 'file-corrupt' });
    await expect(open(file('{}', 0, 2 ** 40))).rejects.toMatchObject({ code: 'file-corrupt' });
  });
});
