import { SanaError } from '../../errors.ts';
import { readAll } from '../files/source.ts';
import {
  elementCount,
  itemSize,
  type StoredTensor,
  type StoredTensorReader,
  storedTensorReader,
} from '../tensors/tensor-data.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { ofKind, type PickleDict, type PickledTensor } from './pickle-values.ts';
import { readTorchPickle } from './torch-pickle.ts';
import { openStoredZip } from './zip.ts';

const PICKLE_PROTO = 0x80;

/** Row-major without gaps; the strides of dimensions with a single element do not matter. */
function isContiguous({ shape, strides }: PickledTensor): boolean {
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i]!;
  }
  return true;
}

function place(source: ByteSource, data: ByteSource | undefined, name: string, tensor: PickledTensor): StoredTensor {
  const { storage, offset, shape, strides } = tensor;
  const { dtype } = storage;
  const count = elementCount(shape);
  if (Number.isNaN(count) || strides.length !== shape.length || !Number.isSafeInteger(offset) || offset < 0) {
    throw new SanaError('file-corrupt:torch-shape', { file: source.label, tensor: name, shape });
  }
  if (count > 0 && !isContiguous(tensor)) {
    throw new SanaError('model-unsupported:strided', { file: source.label, tensor: name, shape, strides });
  }
  if (!data) throw new SanaError('file-corrupt:torch-values', { file: source.label, tensor: name });
  if (storage.count * itemSize[dtype] !== data.size) {
    const bytes = data.size;
    throw new SanaError('file-corrupt:torch-bytes', {
      file: source.label,
      tensor: name,
      bytes,
      count: storage.count,
      dtype,
    });
  }
  if (offset + count > storage.count) {
    const needed = offset + count;
    throw new SanaError('file-corrupt:torch-storage', {
      file: source.label,
      tensor: name,
      needed,
      count: storage.count,
    });
  }
  return { dtype, shape, source: data, offset: offset * itemSize[dtype] };
}

/** The dictionary of tensors: under `state_dict`, or at the top. */
function stateDict(source: ByteSource, root: PickleDict | undefined): PickleDict {
  const dict = ofKind(root?.items.get('state_dict'), 'dict') ?? root;
  if (dict) return dict;
  throw new SanaError('model-unsupported:no-dictionary', { file: source.label });
}

/** The folder inside the archive that holds data.pkl, with a slash behind it. */
function archivePrefix(source: ByteSource, names: Iterable<string>): string {
  const found = [...names].filter(name => /^[^/]+\/data\.pkl$/.test(name));
  if (found.length === 1) return found[0]!.slice(0, -'data.pkl'.length);
  throw new SanaError('model-unsupported:other-zip', { file: source.label });
}

async function assertTorchZip(source: ByteSource): Promise<void> {
  const start = await source.read(0, Math.min(source.size, 2));
  if (start[0] === PICKLE_PROTO) {
    throw new SanaError('model-unsupported:old-torch', { file: source.label });
  }
}

/**
 * Opens a checkpoint that torch.save wrote (a zip archive with a pickle in it). The pickle is read without executing
 * anything, the values stay where they are. Entries of the state_dict that are no tensors are left out.
 * The source stays open; whoever opened it closes it.
 * @returns the tensors of `state_dict`, or those at the top of the file
 * @throws SanaError `pickle-refused` naming what a checkpoint has no business to contain, `file-truncated`,
 *   `file-corrupt`, `over-budget`, `model-unsupported` (compressed, strided, big-endian or older than torch 1.6)
 */
export async function openTorchCheckpoint(source: ByteSource): Promise<StoredTensorReader> {
  await assertTorchZip(source);
  const files = await openStoredZip(source);
  const prefix = archivePrefix(source, files.keys());
  const byteOrder = files.get(`${prefix}byteorder`);
  if (byteOrder && new TextDecoder().decode(await readAll(byteOrder, 'byteOrder')) !== 'little') {
    throw new SanaError('model-unsupported:big-endian', { file: source.label });
  }
  const pickle = files.get(`${prefix}data.pkl`)!;
  const root = readTorchPickle(source.label, await readAll(pickle, 'pickle'));
  const entries = new Map<string, StoredTensor>();
  for (const [name, value] of stateDict(source, ofKind(root, 'dict')).items) {
    const tensor = ofKind(value, 'tensor');
    if (typeof name !== 'string' || !tensor) continue;
    entries.set(name, place(source, files.get(`${prefix}data/${tensor.storage.key}`), name, tensor));
  }
  return storedTensorReader(source.label, entries);
}
