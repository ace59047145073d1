import { describe, expect, it } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { openFile } from '../../node/files.ts';
import { seededRandom } from '../../random.fixture.ts';
import { bytesSource } from '../files/source.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { scaledTensors } from '../tensors/scaled.ts';
import { otherFile, type Tensors, tensorsOf } from './other-files.fixture.ts';
import { PARTS } from './parts.ts';
import { WEIGHT_FILES } from './weight-files.ts';

const MIXES = 12;

async function tidy(model: string, part: keyof typeof PARTS): Promise<Tensors> {
  const { directory, stem } = WEIGHT_FILES[part];
  const source = await openFile(referencePath(model, 'model', directory, `${stem}.safetensors`));
  const tensors = await tensorsOf(await openSafetensors(source));
  await source.close?.();
  return tensors;
}

describe.each(['sana15', 'sprint'])("%s in other people's files", model => {
  it.each(['transformer', 'autoencoder', 'textEncoder'] as const)('%s: has the same values', async part => {
    const wanted = await tidy(model, part);
    for (let seed = 0; seed < MIXES; seed++) {
      const { bytes, tensors, words } = otherFile(part, wanted, seededRandom(seed));
      const reader = PARTS[part].named(scaledTensors(await openSafetensors(bytesSource(words, bytes))));
      expect([...reader.entries.keys()].toSorted(), words).toEqual([...tensors.keys()].toSorted());
      for (const [name, { shape, values }] of tensors) {
        expect(reader.entries.get(name)?.shape, `${words}: ${name}`).toEqual(shape);
        const found = await reader.readFloat32(name);
        const different = found.findIndex((value, index) => value !== values[index]);
        expect([found.length, different], `${words}: ${name}`).toEqual([values.length, -1]);
      }
    }
  });
});
