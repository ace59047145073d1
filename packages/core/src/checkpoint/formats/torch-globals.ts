import { BUDGETS } from '../../budgets.ts';
import type { TensorDtype } from '../tensors/tensors.ts';
import { ofKind, type PickledStorage, type PickledTensor, type PickleList, type PickleValue } from './pickle-values.ts';

const STORAGES: Readonly<Record<string, TensorDtype>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
  // bytes of whatever type the tensor says
  'torch.storage.UntypedStorage': 'U8',
};

/** Types that have no storage of their own: each value is one byte. */
const BYTE_TYPES: Readonly<Record<string, TensorDtype>> = {
  'torch.float8_e4m3fn': 'F8_E4M3',
  'torch.float8_e5m2': 'F8_E5M2',
};

/** What the calls in a pickle stand for: each takes the arguments and gives a value, or undefined if they are wrong. */
const CALLS: Readonly<Record<string, (args: readonly PickleValue[]) => PickleValue | undefined>> = {
  'collections.OrderedDict': args => (args.length === 0 ? { kind: 'dict', items: new Map() } : undefined),
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_tensor_v3': rebuildByteTensor,
  // A parameter is its tensor; whether it wants gradients does not matter here.
  'torch._utils._rebuild_parameter': ([tensor]) => ofKind(tensor, 'tensor'),
};

function numbers(value: PickleValue | undefined): number[] | undefined {
  const items = ofKind(value, 'tuple')?.items;
  // a tuple can be referred to any number of times, and is gone through each time
  if (items && items.length > BUDGETS.tensorRank.most) return undefined;
  return items?.every(item => typeof item === 'number') ? items : undefined;
}

/** torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks[, metadata]) */
function rebuildTensor(args: readonly PickleValue[]): PickledTensor | undefined {
  const storage = ofKind(args[0], 'storage');
  const offset = args[1];
  const shape = numbers(args[2]);
  const strides = numbers(args[3]);
  if (!storage || typeof offset !== 'number' || !shape || !strides) return undefined;
  return { kind: 'tensor', storage, offset, shape, strides };
}

/** torch._utils._rebuild_tensor_v3: as v2, with the type behind the hooks */
function rebuildByteTensor(args: readonly PickleValue[]): PickledTensor | undefined {
  const type = ofKind(args[6], 'global')?.name;
  const dtype = type !== undefined && Object.hasOwn(BYTE_TYPES, type) ? BYTE_TYPES[type] : undefined;
  const tensor = rebuildTensor(args);
  if (!dtype || !tensor || tensor.storage.dtype !== 'U8') return undefined;
  return { ...tensor, storage: { ...tensor.storage, dtype } };
}

/** Whether a checkpoint may name this function or class. */
export function isKnownGlobal(name: string): boolean {
  return [STORAGES, BYTE_TYPES, CALLS].some(known => Object.hasOwn(known, name));
}

/** The result of a known call, or undefined when its arguments make no sense. */
export function callGlobal(name: string, args: PickleList): PickleValue | undefined {
  return Object.hasOwn(CALLS, name) ? CALLS[name]?.(args.items) : undefined;
}

/** The storage that a persistent id `('storage', class, key, device, count)` stands for, or undefined. */
export function storageOfId(id: PickleValue): PickledStorage | undefined {
  const [tag, type, key, , count] = ofKind(id, 'tuple')?.items ?? [];
  const name = ofKind(type, 'global')?.name;
  const dtype = name !== undefined && Object.hasOwn(STORAGES, name) ? STORAGES[name] : undefined;
  if (tag !== 'storage' || !dtype || typeof key !== 'string' || typeof count !== 'number') return undefined;
  return { kind: 'storage', dtype, key, count };
}
