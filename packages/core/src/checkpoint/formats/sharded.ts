import * as z from 'zod/mini';
import { SanaError } from '../../errors.ts';
import { readJson } from '../files/json-file.ts';
import { type StoredTensor, type StoredTensorReader, storedTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { openSafetensors } from './safetensors.ts';

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });

/**
 * Opens a sharded checkpoint by its `*.safetensors.index.json`.
 * @param openShard opens a file beside the index, or gives undefined if there is none
 * @throws SanaError `config-invalid` (not an index), `file-missing` naming the shard, `tensor-missing` naming the tensor
 *   and its shard, and what openSafetensors throws
 */
export async function openSharded(
  index: ByteSource,
  openShard: (name: string) => Promise<ByteSource | undefined>,
): Promise<StoredTensorReader> {
  const parsed = indexSchema.safeParse(await readJson(index));
  if (!parsed.success) {
    throw new SanaError('config-invalid:shards', { file: index.label });
  }
  const weightMap = Object.entries(parsed.data.weight_map);
  const shards = new Map<string, StoredTensorReader>();
  for (const name of new Set(weightMap.map(([, shard]) => shard))) {
    const source = await openShard(name);
    if (!source) {
      throw new SanaError('file-missing:shard', { file: name, index: index.label });
    }
    shards.set(name, await openSafetensors(source));
  }
  const entries = new Map<string, StoredTensor>();
  for (const [tensor, shard] of weightMap) {
    const entry = shards.get(shard)?.entries.get(tensor);
    if (!entry) {
      throw new SanaError('tensor-missing:shard', { file: shard, tensor, index: index.label });
    }
    entries.set(tensor, entry);
  }
  return storedTensorReader(index.label, entries);
}
