import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../../../test/reference-data.ts';
import { bytesSource } from '../files/source.ts';
import { openSafetensors } from './safetensors.ts';
import { writeSafetensors } from './safetensors-write.ts';

describe('a written safetensors file', () => {
  it('gives back what was put in, aligned', async () => {
    const reference = loadReference('sana');
    const hidden = reference('text1.plain.hidden');
    const ids = reference('text1.plain.ids');
    const bytes = writeSafetensors(
      new Map([
        ['naïve 名', { dtype: 'F32', shape: hidden.shape, data: hidden.data }],
        ['ids', { dtype: 'I32', shape: ids.shape, data: ids.data }],
      ]),
    );
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
    const reader = await openSafetensors(bytesSource('written', bytes));
    expect(await reader.readFloat32('naïve 名')).toEqual(hidden.data);
    expect(new Int32Array((await reader.readBytes('ids')).buffer)).toEqual(ids.data);
    expect(reader.entries.get('ids')?.shape).toEqual(ids.shape);
  });
});
