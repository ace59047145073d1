import * as z from 'zod/mini';
import { BUDGETS, overBudget } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { readJson } from '../files/json-file.ts';
import { type StoredTensor, type StoredTensorReader, storedTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { openSafetensors } from './safetensors.ts';

const isText = (value: unknown) => typeof value === 'string';
/** Not a record: what it says about each of a hundred thousand wrong entries would take more memory than they do. */
const indexSchema = z.object({
  weight_map: z.custom<Readonly<Record<string, string>>>(
    map => typeof map === 'object' && map !== null && !Array.isArray(map) && Object.values(map).every(isText),
  ),
});

/**
 * Opens a sharded checkpoint by its `*.safetensors.index.json`.
 * @param openShard opens a file beside the index, or gives undefined if there is none
 * @throws SanaError `config-invalid` (not an index), `over-budget`, `file-missing` naming the shard, `tensor-missing`
 *   naming the tensor and its shard, and what openSafetensors throws
 */
export async function openSharded(
  index: ByteSource,
  openShard: (name: string) => Promise<ByteSource | undefined>,
): Promise<StoredTensorReader> {
  const parsed = indexSchema.safeParse(await readJson(index, 'shardIndex'));
  if (!parsed.success) {
    throw new SanaError('config-invalid:shards', { file: index.label });
  }
  const weightMap = Object.entries(parsed.data.weight_map);
  const shards = new Map<string, StoredTensorReader>();
  const names = new Set(weightMap.map(([, shard]) => shard));
  if (names.size > BUDGETS.shards.most) throw overBudget('shards', index.label);
  for (const name of names) {
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
