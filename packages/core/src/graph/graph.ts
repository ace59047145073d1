import { PbfWriter } from 'pbf';
import type { IntegerLayout } from '../checkpoint/tensors/block-format.ts';
import {
  type AttributeProto,
  AttributeProtoAttributeType as AttributeType,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
  writeModelProto,
} from './onnx/onnx.js';
import { type ExternalData, integerData, type Parameter } from './parameters.ts';
import { roundedData } from './rounded-weights.ts';
import { besideModel, type Weight, withWeights } from './weights.ts';

/** A dimension: a number, or a name for one that is known only when the graph runs. */
export type Dim = number | string;
export type ElementType = 'float32' | 'int64' | 'uint8' | 'int8';
export type Attribute = number | string | readonly number[] | { readonly float: number };

/**
 * Which family of kernels a graph is written for. Convolutions and matrix products have a different fastest form on
 * each; everything else is the same.
 */
export type Target = 'webgpu' | 'cpu';

const ELEMENT_TYPES = { float32: 1, uint8: 2, int8: 3, int64: 7 } as const;

/** The result of a node, a graph input, a constant or a weight. */
export class Value {
  readonly graph: Graph;
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Dim[];

  constructor(graph: Graph, name: string, type: ElementType, shape: readonly Dim[]) {
    this.graph = graph;
    this.name = name;
    this.type = type;
    this.shape = shape;
  }

  /** A dimension that must be a number, counted from the end when negative. */
  dim(axis: number): number {
    const dim = this.shape.at(axis);
    if (typeof dim !== 'number') throw new TypeError(`${this.name}: dimension ${axis} of [${this.shape}] is not fixed`);
    return dim;
  }
}

/** A matrix of block-wise integers in a graph. */
export interface IntegerValues {
  readonly layout: IntegerLayout;
  readonly codes: Value;
  readonly scales: Value;
  readonly offsets: Value | undefined;
}

export interface SegmentValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Dim[];
}

/** One ONNX model and its weights. */
export interface Segment {
  /** The model without its weights, which weights.ts puts in; absent of a model that was made elsewhere. */
  readonly body?: Uint8Array;
  /** The model with its weights as external data (`location` = name of the initializer). */
  readonly model: Uint8Array;
  readonly parameters: ReadonlyMap<string, Weight>;
  readonly inputs: readonly SegmentValue[];
  readonly outputs: readonly SegmentValue[];
}

/**
 * A network, cut into pieces that run one after the other. Values that a later piece needs are outputs of the earlier
 * one under the same name, so running a program is running its segments over one map of named tensors.
 */
export interface Program {
  readonly name: string;
  /** It runs so seldom that its weights need not be made ready for it: they are taken as they are stored, at every run. */
  readonly seldom?: boolean;
  readonly segments: readonly Segment[];
  readonly outputs: readonly string[];
}

interface Constant {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array | Uint8Array;
}

class SegmentDraft {
  readonly nodes: NodeProto[] = [];
  readonly initializers: TensorProto[] = [];
  readonly parameters = new Map<string, Weight>();
  readonly inputs = new Map<string, Value>();
  readonly outputs = new Map<string, Value>();
  readonly constants = new Set<string>();
  bytes = 0;
}

export interface GraphOptions {
  readonly name: string;
  readonly target: Target;
  /**
   * Bytes of weights after which `mayCut` starts a new segment. While a session is being made its weights exist twice,
   * so this bounds what loading needs beyond the weights themselves.
   */
  readonly segmentBytes: number;
  /** See Program. Default: no. */
  readonly seldom?: boolean;
  /** Weights that lie in files stay there, so that those of a program that runs seldom are never there twice. Default: no. */
  readonly filesStay?: boolean;
  /** Large products are computed in eight bits, see rounded-product.ts. Default: no. */
  readonly rounds?: boolean;
}

/**
 * Builds ONNX models node by node. Operators are the functions in ops.ts; networks are functions of values.
 * Weights stay outside (external data), so a graph of any model is a few hundred kilobytes.
 */
export class Graph {
  readonly name: string;
  readonly target: Target;
  readonly rounds: boolean;
  readonly #segmentBytes: number;
  readonly #seldom: boolean;
  readonly #filesStay: boolean;
  readonly #segments: SegmentDraft[] = [new SegmentDraft()];
  /** Segment in which a node's result is made; inputs, constants and weights are not in here. */
  readonly #producers = new Map<string, SegmentDraft>();
  readonly #inputs = new Set<string>();
  readonly #constants = new Map<string, Constant>();
  readonly #outputs: string[] = [];
  #scope = '';
  #counter = 0;

  constructor({ name, target, segmentBytes, seldom = false, filesStay = false, rounds = false }: GraphOptions) {
    this.name = name;
    this.target = target;
    this.rounds = rounds;
    this.#segmentBytes = segmentBytes;
    this.#seldom = seldom;
    this.#filesStay = filesStay;
  }

  get #current(): SegmentDraft {
    return this.#segments.at(-1)!;
  }

  input(name: string, type: ElementType, shape: readonly Dim[]): Value {
    this.#inputs.add(name);
    return new Value(this, name, type, shape);
  }

  /** Makes a value readable from outside under `name`. */
  output(name: string, value: Value): void {
    this.outputOf(name, 'Identity', [value], value);
  }

  /** A node whose result is readable from outside under `name` and goes on being used here: nothing is copied for it. */
  outputOf(name: string, operator: string, inputs: readonly Value[], like: Pick<Value, 'type' | 'shape'>): Value {
    const [value] = this.emit(operator, inputs, [like], {}, '', name);
    this.#producers.get(name)!.outputs.set(name, value!);
    this.#outputs.push(name);
    return value!;
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    return this.#constant({ type: 'float32', shape, data: Float32Array.from(values) }, `f[${shape}](${values})`);
  }

  ints(values: readonly number[]): Value {
    return this.#constant(
      { type: 'int64', shape: [values.length], data: BigInt64Array.from(values, BigInt) },
      `i(${values})`,
    );
  }

  bytes(values: readonly number[], shape: readonly number[]): Value {
    return this.#constant({ type: 'uint8', shape, data: Uint8Array.from(values) }, `b[${shape}](${values})`);
  }

  #constant(constant: Constant, name: string): Value {
    this.#constants.set(name, constant);
    return new Value(this, name, constant.type, constant.shape);
  }

  parameter(parameter: Parameter): Value {
    return this.#external(parameter.name, 'float32', parameter.shape, parameter);
  }

  /**
   * A parameter that is stored as block-wise integers, undefined if it is not: codes [out, blocks, bytes], scales
   * [out, blocks] and, where its format has shifts, the factors [blocks, out] of the sums of each block's inputs.
   */
  integers({ name, shape, integers }: Parameter): IntegerValues | undefined {
    if (!integers) return undefined;
    const { codes, scales, offsets } = integerData(integers, shape);
    return {
      layout: integers.layout,
      codes: this.#external(`${name}:codes`, 'uint8', codes.shape, codes),
      scales: this.#external(`${name}:scales`, 'float32', scales.shape, scales),
      offsets: offsets && this.#external(`${name}:offsets`, 'float32', offsets.shape, offsets),
    };
  }

  /** A matrix [out, in] rounded to eight bits: codes [out, in], and the scale of each output [out]. */
  rounded(parameter: Parameter): { readonly codes: Value; readonly scales: Value } {
    const { codes, scales } = roundedData(parameter);
    return {
      codes: this.#external(`${parameter.name}:rounded`, 'int8', codes.shape, codes),
      scales: this.#external(`${parameter.name}:rounding`, 'float32', scales.shape, scales),
    };
  }

  #external(label: string, type: ElementType, shape: readonly number[], data: ExternalData): Value {
    const segment = this.#current;
    const name = `${label}#${this.#counter++}`;
    const { bytes, read, place } = data;
    segment.parameters.set(name, { type, shape, bytes, read, place });
    if (!(this.#seldom && this.#filesStay && place?.source.localFile)) segment.bytes += bytes;
    this.#producers.set(name, segment);
    return new Value(this, name, type, shape);
  }

  /** Names the nodes that `build` emits, so that dumps and profiles read like the network. */
  scope<T>(name: string, build: () => T): T {
    const outer = this.#scope;
    this.#scope = outer ? `${outer}/${name}` : name;
    try {
      return build();
    } finally {
      this.#scope = outer;
    }
  }

  /** A place, such as between two blocks, where the network may be divided because few values cross it. */
  mayCut(): void {
    if (this.#current.bytes >= this.#segmentBytes) this.#segments.push(new SegmentDraft());
  }

  /**
   * Adds one node. `undefined` inputs and results are left out (ONNX's optional ones). Most callers want ops.ts instead.
   * @returns the wanted results, in order
   */
  emit(
    operator: string,
    inputs: readonly (Value | undefined)[],
    results: readonly ({ readonly type?: ElementType; readonly shape: readonly Dim[] } | undefined)[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
    outputName?: string,
  ): Value[] {
    const segment = this.#current;
    const id = this.#counter++;
    const name = `${this.#scope ? `${this.#scope}/` : ''}${operator}_${id}`;
    const values = results.map((result, index) => {
      if (!result) return undefined;
      const value = new Value(this, outputName ?? `${name}:${index}`, result.type ?? 'float32', result.shape);
      this.#producers.set(value.name, segment);
      return value;
    });
    segment.nodes.push({
      name,
      opType: operator,
      domain,
      // trailing inputs that are left out must not be there at all: native kernels crash on an empty last name
      input: inputs
        .slice(0, inputs.findLastIndex(value => value) + 1)
        .map(value => (value ? this.#use(value, segment) : '')),
      output: values.map(value => value?.name ?? ''),
      attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
    });
    return values.filter(value => value !== undefined);
  }

  #use(value: Value, segment: SegmentDraft): string {
    if (value.graph !== this) throw new TypeError(`${value.name} belongs to another graph`);
    const constant = this.#constants.get(value.name);
    if (constant) {
      if (!segment.constants.has(value.name)) {
        segment.constants.add(value.name);
        const { buffer, byteOffset, byteLength } = constant.data;
        segment.initializers.push({
          name: value.name,
          dataType: ELEMENT_TYPES[constant.type],
          dims: [...constant.shape],
          rawData: new Uint8Array(buffer, byteOffset, byteLength),
        });
      }
      return value.name;
    }
    if (this.#inputs.has(value.name)) {
      segment.inputs.set(value.name, value);
      return value.name;
    }
    const producer = this.#producers.get(value.name);
    if (!producer) throw new TypeError(`${value.name} was never made`);
    if (producer !== segment) {
      if (producer.parameters.has(value.name)) throw new TypeError(`the weight ${value.name} is used across a cut`);
      producer.outputs.set(value.name, value);
      segment.inputs.set(value.name, value);
    }
    return value.name;
  }

  build(): Program {
    const segments = this.#segments.map(draft => this.#serialise(draft));
    return { name: this.name, seldom: this.#seldom, segments, outputs: this.#outputs };
  }

  #serialise(draft: SegmentDraft): Segment {
    const inputs = [...draft.inputs.values()];
    const outputs = [...draft.outputs.values()];
    const writer = new PbfWriter();
    writeModelProto(
      {
        irVersion: 10,
        producerName: 'sana-studio',
        opsetImport: [
          { domain: '', version: 21 },
          { domain: 'com.microsoft', version: 1 },
        ],
        graph: {
          name: this.name,
          node: draft.nodes,
          initializer: draft.initializers,
          input: inputs.map(valueInfo),
          output: outputs.map(valueInfo),
        },
      },
      writer,
    );
    const body = writer.finish();
    const { parameters } = draft;
    const facts = ({ name, type, shape }: Value): SegmentValue => ({ name, type, shape });
    return {
      body,
      get model() {
        return withWeights(
          body,
          [...parameters].map(([name, weight]) => besideModel(name, weight)),
        );
      },
      parameters,
      inputs: inputs.map(facts),
      outputs: outputs.map(facts),
    };
  }
}

function attributeProto(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}

function valueInfo({ name, type, shape }: Value): ValueInfoProto {
  const dim = shape.map(size => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[type], shape: { dim } } } };
}
