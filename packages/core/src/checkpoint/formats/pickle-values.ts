import type { TensorDtype } from '../tensors/tensors.ts';

export type PickleKey = string | number | boolean | null;

/** Everything that a checkpoint's pickle may hold. */
export type PickleValue =
  | PickleKey
  | Uint8Array
  | PickleDict
  | PickleList
  | PickleGlobal
  | PickledStorage
  | PickledTensor;

export interface PickleDict {
  readonly kind: 'dict';
  readonly items: Map<PickleKey, PickleValue>;
}

export interface PickleList {
  readonly kind: 'list' | 'tuple';
  readonly items: PickleValue[];
}

/** The name of one of the few functions and classes that are known; nothing is ever looked up or called by it. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

export interface PickledStorage {
  readonly kind: 'storage';
  readonly dtype: TensorDtype;
  /** The archive has the data under `data/<key>`. */
  readonly key: string;
  /** Elements. */
  readonly count: number;
}

/** A part of a storage, as the pickle describes it: offset, shape and strides (in elements) are not checked yet. */
export interface PickledTensor {
  readonly kind: 'tensor';
  readonly storage: PickledStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

type Kinds = Extract<PickleValue, { readonly kind: string }>;

/** The value if it is of this kind, otherwise undefined. */
export function ofKind<Kind extends Kinds['kind']>(
  value: PickleValue | undefined,
  kind: Kind,
): (Kinds & { readonly kind: Kind }) | undefined {
  const isKind = typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
  return isKind ? (value as Kinds & { readonly kind: Kind }) : undefined;
}
