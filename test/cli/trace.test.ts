import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource, openSafetensors } from '@sana-studio/core';
import { describe, expect, test } from 'vitest';
import { loadReference, type ReferenceName, readJson, referencePath } from '../reference-data.ts';
import { expectDocumented } from './documented.ts';
import { sana, temporaryFolder } from './sana.ts';

const REFERENCES = ['sana', 'sana15', 'sprint', 'sana4k'] as const satisfies readonly ReferenceName[];
/** The 4K model's positional table has the size of the published one, so there is no tiny original of it. */
const ORIGINALS = ['sana', 'sana15', 'sprint'] as const;

const trace = (args: readonly string[]) => sana(['trace', ...args, '--device', 'cpu'], { cwd: temporaryFolder() });

function namesOf(reference: ReferenceName): string[] {
  return Object.keys((readJson(referencePath(reference, 'expected.json')) as { tensors: object }).tensors);
}

describe('sana trace', { timeout: 180_000 }, () => {
  const computes = async (name: ReferenceName) => {
    const { code, stdout, stderr } = await trace([referencePath(name)]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const rows = stdout.trimEnd().split('\n').slice(1);
    expect(rows.map(row => row.split(' ')[0]).sort()).toEqual(namesOf(name).sort());
    for (const row of rows) expect(row).toMatch(/ (ok|input)$/);
  };
  const [first, ...others] = REFERENCES;
  test(`computes every tensor of ${first} within the tolerances`, () => computes(first));
  test.each(others)('computes every tensor of %s within the tolerances', { tags: ['long'] }, computes);

  const computesOriginal = async (name: ReferenceName) => {
    const { code, stdout } = await trace([referencePath(name), '--original', '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ ok: true, device: 'cpu' });
    expectDocumented('trace', report);
    expect(report.tensors.map((tensor: { name: string }) => tensor.name).sort()).toEqual(namesOf(name).sort());
  };
  const [one, ...more] = ORIGINALS;
  test(`does so with the original checkpoint of ${one}`, () => computesOriginal(one));
  test.each(more)('does so with the original checkpoint of %s', { tags: ['long'] }, computesOriginal);

  test('fails when less is allowed than float32 can do, and says which tensors', async () => {
    const { code, stdout, stderr } = await trace([referencePath('sana'), '--tolerance', '1e-12', '--json']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^sana: \d+ of 38 tensors .*text0\.plain\.hidden.*\[reference-differs\]\n$/);
    const report = JSON.parse(stdout);
    expect(report.ok).toBe(false);
    const verdicts = new Map(
      report.tensors.map((tensor: { name: string; verdict: string }) => [tensor.name, tensor.verdict]),
    );
    expect(verdicts.get('text0.plain.ids')).toBe('ok');
    expect(verdicts.get('run.image')).toBe('differs');
  });

  test('fails on a single wrong value in the reference', async () => {
    const folder = join(temporaryFolder(), 'reference');
    cpSync(referencePath('sana'), folder, { recursive: true });
    const path = join(folder, 'expected.safetensors');
    const file = readFileSync(path);
    const start = 8 + Number(file.readBigUInt64LE(0));
    const header = JSON.parse(file.toString('utf8', 8, start));
    file.writeFloatLE(Number.NaN, start + header['dit.block1'].data_offsets[0]);
    writeFileSync(path, file);
    const { code, stderr } = await trace([folder]);
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 38 tensors are not as the reference computed them: dit.block1.');
  });

  test('writes what it computed under the same names', async () => {
    const out = join(temporaryFolder(), 'found.safetensors');
    expect(await trace([referencePath('sprint'), '--out', out])).toMatchObject({ code: 0 });
    const found = await openSafetensors(bytesSource(out, new Uint8Array(readFileSync(out))));
    expect([...found.entries.keys()]).toEqual(namesOf('sprint'));
    const expected = loadReference('sprint');
    for (const [name, { dtype, shape }] of found.entries) {
      expect(dtype).toBe(name.endsWith('.ids') ? 'I32' : 'F32');
      expect(shape).toEqual(expected(name).shape);
    }
    const image = await found.readFloat32('run.image');
    const reference = expected('run.image').data;
    expect(image.every((value, index) => Math.abs(value - reference[index]!) < 1 / 255)).toBe(true);
    const ids = new Int32Array((await found.readBytes('text0.chi.ids')).slice().buffer);
    expect(ids).toEqual(expected('text0.chi.ids').data);
  });

  test('says what is missing in a folder that is no reference', async () => {
    const folder = join(temporaryFolder(), 'reference');
    cpSync(referencePath('sana'), folder, { recursive: true });
    rmSync(join(folder, 'expected.json'));
    const { code, stderr } = await trace([folder]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/has no expected\.json.*\[file-missing\]\n$/);
  });
});
