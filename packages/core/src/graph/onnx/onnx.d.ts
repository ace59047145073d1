// Made of onnx.proto by npm run generate:onnx.
import type { PbfReader, PbfWriter } from 'pbf';

export interface AttributeProto {
  name?: string | undefined;
  type?: number | undefined;
  f?: number | undefined;
  i?: number | undefined;
  s?: Uint8Array | undefined;
  ints?: readonly number[];
}

export function readAttributeProto(pbf: PbfReader, end?: number): AttributeProto;

export function writeAttributeProto(message: AttributeProto, pbf: PbfWriter): void;

export declare const AttributeProtoAttributeType: {
  readonly UNDEFINED: 0;
  readonly FLOAT: 1;
  readonly INT: 2;
  readonly STRING: 3;
  readonly INTS: 7;
};

export interface ValueInfoProto {
  name?: string | undefined;
  type?: TypeProto | undefined;
}

export function readValueInfoProto(pbf: PbfReader, end?: number): ValueInfoProto;

export function writeValueInfoProto(message: ValueInfoProto, pbf: PbfWriter): void;

export interface NodeProto {
  input?: readonly string[];
  output?: readonly string[];
  name?: string | undefined;
  opType?: string | undefined;
  domain?: string | undefined;
  attribute?: readonly AttributeProto[];
}

export function readNodeProto(pbf: PbfReader, end?: number): NodeProto;

export function writeNodeProto(message: NodeProto, pbf: PbfWriter): void;

export interface ModelProto {
  irVersion?: number | undefined;
  opsetImport?: readonly OperatorSetIdProto[];
  producerName?: string | undefined;
  graph?: GraphProto | undefined;
}

export function readModelProto(pbf: PbfReader, end?: number): ModelProto;

export function writeModelProto(message: ModelProto, pbf: PbfWriter): void;

export interface StringStringEntryProto {
  key?: string | undefined;
  value?: string | undefined;
}

export function readStringStringEntryProto(pbf: PbfReader, end?: number): StringStringEntryProto;

export function writeStringStringEntryProto(message: StringStringEntryProto, pbf: PbfWriter): void;

export interface GraphProto {
  node?: readonly NodeProto[];
  name?: string | undefined;
  initializer?: readonly TensorProto[];
  input?: readonly ValueInfoProto[];
  output?: readonly ValueInfoProto[];
}

export function readGraphProto(pbf: PbfReader, end?: number): GraphProto;

export function writeGraphProto(message: GraphProto, pbf: PbfWriter): void;

export interface TensorProto {
  dims?: readonly number[];
  dataType?: number | undefined;
  name?: string | undefined;
  rawData?: Uint8Array | undefined;
  externalData?: readonly StringStringEntryProto[];
  dataLocation?: number | undefined;
}

export function readTensorProto(pbf: PbfReader, end?: number): TensorProto;

export function writeTensorProto(message: TensorProto, pbf: PbfWriter): void;

export declare const TensorProtoDataLocation: {
  readonly DEFAULT: 0;
  readonly EXTERNAL: 1;
};

export interface TensorShapeProto {
  dim?: readonly TensorShapeProtoDimension[];
}

export function readTensorShapeProto(pbf: PbfReader, end?: number): TensorShapeProto;

export function writeTensorShapeProto(message: TensorShapeProto, pbf: PbfWriter): void;

export interface TensorShapeProtoDimension {
  dimValue?: number | undefined;
  dimParam?: string | undefined;
}

export function readTensorShapeProtoDimension(pbf: PbfReader, end?: number): TensorShapeProtoDimension;

export function writeTensorShapeProtoDimension(message: TensorShapeProtoDimension, pbf: PbfWriter): void;

export interface TypeProto {
  tensorType?: TypeProtoTensor | undefined;
}

export function readTypeProto(pbf: PbfReader, end?: number): TypeProto;

export function writeTypeProto(message: TypeProto, pbf: PbfWriter): void;

export interface TypeProtoTensor {
  elemType?: number | undefined;
  shape?: TensorShapeProto | undefined;
}

export function readTypeProtoTensor(pbf: PbfReader, end?: number): TypeProtoTensor;

export function writeTypeProtoTensor(message: TypeProtoTensor, pbf: PbfWriter): void;

export interface OperatorSetIdProto {
  domain?: string | undefined;
  version?: number | undefined;
}

export function readOperatorSetIdProto(pbf: PbfReader, end?: number): OperatorSetIdProto;

export function writeOperatorSetIdProto(message: OperatorSetIdProto, pbf: PbfWriter): void;
