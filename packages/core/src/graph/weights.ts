import { PbfWriter } from 'pbf';
import type { ElementType } from './graph.ts';
import {
  TensorProtoDataLocation as DataLocation,
  type NodeProto,
  type TensorProto,
  writeModelProto,
} from './onnx/onnx.js';
import type { ExternalData } from './parameters.ts';

/** A weight of a model: what it is, and how its bytes are had. */
export interface Weight extends ExternalData {
  readonly type: ElementType;
  readonly shape: readonly number[];
}

/** A weight in a model: its initializer, and the node that widens it where it is stored in 16 bits. */
export interface PlacedWeight {
  readonly initializer: TensorProto;
  readonly node?: NodeProto;
}

// TensorProto.DataType
const TYPES = { float32: 1, uint8: 2, int8: 3, int64: 7, F32: 1, F16: 10, BF16: 16 } as const;

/** Names and values of TensorProto.external_data. */
function outside(location: string, offset: number, length: number): Partial<TensorProto> {
  return {
    dataLocation: DataLocation.EXTERNAL,
    externalData: Object.entries({ location, offset, length }).map(([key, value]) => ({ key, value: `${value}` })),
  };
}

/** A weight that is handed over beside the model, under its own name. */
export function besideModel(name: string, { type, shape, bytes }: Weight): PlacedWeight {
  return { initializer: { name, dataType: TYPES[type], dims: [...shape], ...outside(name, 0, bytes) } };
}

/** A weight in the model itself. */
export function insideModel(
  name: string,
  { type, shape }: Weight,
  data: Float32Array | Uint8Array | Int8Array,
): PlacedWeight {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { initializer: { name, dataType: TYPES[type], dims: [...shape], rawData } };
}

/** Bytes of a weight as it is stored, where it lies in a file, else as its graph wants it. */
export function storedSize({ bytes, place }: Weight): number {
  return place === undefined || place.dtype === 'F32' ? bytes : bytes / 2;
}

/**
 * A weight that stays in the file that it lies in.
 * @param location of that file, from the folder that the session is told
 */
export function inFile(name: string, weight: Weight, location: string): PlacedWeight {
  const { dtype, offset } = weight.place!;
  const isWide = dtype === 'F32';
  const stored = isWide ? name : `${name}:stored`;
  const initializer = {
    name: stored,
    dataType: TYPES[dtype],
    dims: [...weight.shape],
    ...outside(location, offset, storedSize(weight)),
  };
  if (isWide) return { initializer };
  const node = { name: `${name}:widened`, opType: 'Cast', domain: '', input: [stored], output: [name] };
  return { initializer, node: { ...node, attribute: [{ name: 'to', type: 2, i: TYPES.F32 }] } };
}

/** The model with these weights. Messages of protobuf that are put one after the other are read as one. */
export function withWeights(body: Uint8Array, weights: readonly PlacedWeight[]): Uint8Array {
  const writer = new PbfWriter();
  const node = weights.flatMap(weight => weight.node ?? []);
  writeModelProto({ graph: { node, initializer: weights.map(weight => weight.initializer) } }, writer);
  const own = writer.finish();
  const whole = new Uint8Array(own.length + body.length);
  whole.set(own);
  whole.set(body, own.length);
  return whole;
}
