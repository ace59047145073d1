import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { bytesSource } from '../files/source.ts';
import { pickle, pickledDict, pickledTensor, zipBytes } from './checkpoint.fixture.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';

const { join, op, text, int, global, tuple } = pickle;
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const open = (bytes: Uint8Array) => openTorchCheckpoint(bytesSource('test.pth', bytes));
const archive = (dataPkl: Uint8Array, storage = floats(1, 2, 3, 4)) =>
  zipBytes({
    'archive/data.pkl': dataPkl,
    'archive/byteorder': new TextEncoder().encode('little'),
    'archive/data/0': storage,
  });
const refused = (dataPkl: Uint8Array) => expect(open(archive(dataPkl))).rejects;

describe('a torch checkpoint', () => {
  it('gives the tensors of its state_dict', async () => {
    const reader = await open(new Uint8Array(readFileSync(referencePath('sana', 'original.pth'))));
    expect(reader.entries.get('blocks.1.attn.qkv.weight')).toMatchObject({ dtype: 'F32', shape: [192, 64] });
    expect(reader.entries.has('epoch')).toBe(false);
    expect(await reader.readFloat32('y_embedder.y_embedding', [298, 300])).toEqual(new Float32Array(2 * 48));
  });

  it.each([false, true])('may have its tensors at the top and share storages (zip64: %s)', async zip64 => {
    const dataPkl = pickledDict({
      a: pickledTensor({}),
      b: pickledTensor({ offset: 2, shape: [2], strides: [1] }),
      epoch: int(3),
    });
    const reader = await open(zipBytes({ 'x/data.pkl': dataPkl, 'x/data/0': floats(1, 2, 3, 4) }, { zip64 }));
    expect([...(await reader.readFloat32('a', [1, 2]))]).toEqual([3, 4]);
    expect([...(await reader.readFloat32('b'))]).toEqual([3, 4]);
    expect([...reader.entries.keys()]).toEqual(['a', 'b']);
  });

  it('may be an OrderedDict with attributes, of parameters in 16 bits', async () => {
    const parameter = join(
      global('torch._utils', '_rebuild_parameter'),
      tuple(pickledTensor({ type: 'BFloat16Storage' }), op(0x88), op(0x7d)),
      op(0x52),
    );
    const dict = join(global('collections', 'OrderedDict'), op(0x29, 0x52, 0x28), text('w'), parameter, op(0x75));
    const withMetadata = join(dict, op(0x7d, 0x28), text('_metadata'), op(0x7d, 0x75, 0x62));
    const dataPkl = join(op(0x80, 2, 0x7d, 0x28), text('state_dict'), withMetadata, op(0x75, 0x2e));
    const reader = await open(archive(dataPkl, Uint8Array.of(0x80, 0x3f, 0, 0, 0, 0, 0x80, 0xbf)));
    expect([...(await reader.readFloat32('w'))]).toEqual([1, 0, 0, -1]);
  });

  it('may be in floats of eight bits, which have no storage of their own', async () => {
    const hooks = join(global('collections', 'OrderedDict'), op(0x29, 0x52));
    const bytes = (type: string, storage = 'torch.storage UntypedStorage') => {
      const [module = '', name = ''] = storage.split(' ');
      const id = join(tuple(text('storage'), global(module, name), text('0'), text('cpu'), int(4)), op(0x51));
      const args = tuple(id, int(1), tuple(int(3)), tuple(int(1)), op(0x89), hooks, global('torch', type));
      return join(global('torch._utils', '_rebuild_tensor_v3'), args, op(0x52));
    };
    const dict = pickledDict({ w: bytes('float8_e4m3fn'), v: bytes('float8_e5m2') });
    const reader = await open(archive(dict, Uint8Array.of(0, 0x38, 0xc8, 0x3c)));
    expect(reader.entries.get('w')).toMatchObject({ dtype: 'F8_E4M3', shape: [3] });
    expect([...(await reader.readFloat32('w'))]).toEqual([1, -4, 1.5]);
    expect([...(await reader.readFloat32('v'))]).toEqual([0.5, -8, 1]);
    await refused(pickledDict({ w: bytes('float8_e4m3fnuz') })).toMatchObject({ code: 'pickle-refused' });
    await refused(pickledDict({ w: bytes('float8_e5m2', 'torch FloatStorage') })).toMatchObject({
      code: 'file-corrupt',
    });
  });

  it.each([
    ['os', 'system'],
    ['builtins', 'eval'],
    ['torch', 'load'],
    ['collections', 'OrderedDict.update'],
    ['torch._utils', '__proto__'],
  ])('that names %s.%s is refused by that name', async (module, name) => {
    const error = { code: 'pickle-refused', data: { global: `${module}.${name}` } };
    const call = join(tuple(text('echo harm')), op(0x52));
    await refused(pickledDict({ a: join(global(module, name), call) })).toMatchObject(error);
    await refused(pickledDict({ a: join(text(module), text(name), op(0x93), call) })).toMatchObject(error);
    // Before any entry, and although nothing ever refers to it.
    await refused(join(op(0x80, 2), global(module, name), pickledDict({}).slice(2))).toMatchObject(error);
  });

  it('with other operations is refused by their code', async () => {
    const codes = [0x81, 0x92, 0x69, 0x6f, 0x82, 0x84, 0x50, 0x53, 0x96, 0x97];
    for (const code of codes) {
      const operation = `0x${code.toString(16)}`;
      await refused(join(op(0x80, 2, code), new Uint8Array(40))).toMatchObject({
        code: 'pickle-refused',
        data: { operation },
      });
    }
  });

  it('that is built to exhaust us ends at once', async () => {
    const refusal = { code: 'pickle-refused' };
    await refused(join(op(0x80, 2, 0x8b, 0xff, 0xff, 0xff, 0x7f), new Uint8Array(9))).toMatchObject(refusal);
    await refused(new Uint8Array(2_000_000).fill(0x28)).toMatchObject(refusal);
    await refused(new Uint8Array(2_000_000).fill(0x7d)).toMatchObject(refusal);
    // Lists that hold the one before ten times: exponential for whoever walks them.
    const layer = (i: number) => join(op(0x5d, 0x71, i, 0x28), ...Array(10).fill(op(0x68, i - 1)), op(0x65));
    const bomb = tuple(op(0x5d, 0x71, 0), ...Array.from({ length: 200 }, (_, i) => layer(i + 1)));
    expect((await open(archive(pickledDict({ a: pickledTensor({}), bomb })))).entries.size).toBe(1);
    const deep = new Uint8Array(400_000).fill(0x85);
    const nested = join(op(0x80, 2, 0x7d, 0x28), text('deep'), op(0x29), deep, op(0x75, 0x2e));
    expect((await open(archive(nested))).entries.size).toBe(0);
    const endless = join(op(0x58, 0xff, 0xff, 0xff, 0xff), new Uint8Array(9));
    await refused(pickledDict({ a: endless })).toMatchObject({ code: 'file-corrupt' });
  });

  it('that contradicts itself is refused with the name of the tensor', async () => {
    const bad = (change: Parameters<typeof pickledTensor>[0]) =>
      refused(pickledDict({ 'blocks.0.w': pickledTensor(change) }));
    const error = (code: string) => ({ code, data: { tensor: 'blocks.0.w' } });
    await bad({ offset: 1 }).toMatchObject(error('file-corrupt'));
    await bad({ offset: -1 }).toMatchObject(error('file-corrupt'));
    await bad({ shape: [3, 2] }).toMatchObject(error('file-corrupt'));
    await bad({ shape: [-2, -2], strides: [-2, 1] }).toMatchObject(error('file-corrupt'));
    await bad({ shape: [2 ** 30, 2 ** 30], strides: [2 ** 30, 1] }).toMatchObject(error('file-corrupt'));
    await bad({ shape: [2, 2], strides: [1] }).toMatchObject(error('file-corrupt'));
    await bad({ count: 5 }).toMatchObject(error('file-corrupt'));
    await bad({ key: '1' }).toMatchObject(error('file-corrupt'));
    await bad({ strides: [1, 2] }).toMatchObject(error('model-unsupported'));
    await bad({ type: 'QInt8Storage' }).toMatchObject({ code: 'pickle-refused' });
  });

  it('with calls whose arguments are wrong is refused', async () => {
    const rebuild = global('torch._utils', '_rebuild_tensor_v2');
    const calls = [
      join(rebuild, op(0x29, 0x52)),
      join(rebuild, int(1), op(0x52)),
      join(int(1), op(0x29, 0x52)),
      join(global('torch', 'FloatStorage'), op(0x29, 0x52)),
      join(global('collections', 'OrderedDict'), tuple(int(1)), op(0x52)),
      join(global('torch._utils', '_rebuild_parameter'), tuple(text('x')), op(0x52)),
      join(tuple(text('storage'), text('torch'), text('0'), text('cpu'), int(4)), op(0x51)),
      op(0x52),
      op(0x68, 9),
      op(0x65),
      join(op(0x7d), int(1), op(0x61)),
    ];
    for (const call of calls) await refused(pickledDict({ a: call })).toMatchObject({ code: 'file-corrupt' });
  });

  it('in another container is refused with advice', async () => {
    const unsupported = { code: 'model-unsupported' };
    const dataPkl = pickledDict({});
    await expect(open(zipBytes({ 'x/data.pkl': dataPkl }, { method: 8 }))).rejects.toMatchObject(unsupported);
    await expect(open(zipBytes({ 'readme.txt': dataPkl }))).rejects.toMatchObject(unsupported);
    await expect(open(op(0x80, 2, 0x8a, 0x0a))).rejects.toMatchObject(unsupported);
    const big = { 'x/data.pkl': dataPkl, 'x/byteorder': new TextEncoder().encode('big') };
    await expect(open(zipBytes(big))).rejects.toMatchObject(unsupported);
    await expect(open(new Uint8Array(0))).rejects.toMatchObject({ code: 'file-truncated' });
  });

  it('is refused when it is cut off, at any byte', async () => {
    const whole = new Uint8Array(readFileSync(referencePath('sprint', 'original.pth')));
    for (const size of [1, 4, 30, 5000, 100_000, whole.length - 1]) {
      await expect(open(whole.subarray(0, size))).rejects.toMatchObject({ code: 'file-truncated' });
    }
  });
});
