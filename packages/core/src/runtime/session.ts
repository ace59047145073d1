import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-common';
import { SanaError } from '../errors.ts';
import type { Program, Segment, SegmentValue, Target } from '../graph/graph.ts';
import { letGo } from '../let-go.ts';
import { runtimeError } from './errors.ts';
import type { MemoryTier } from './memory-tier.ts';
import { Queue } from './queue.ts';
import { isTakenAsStored, memoryBytes, segmentInFiles, type WeightFiles, weightBytes } from './weights-in-files.ts';

export type FloatTensor = TypedTensor<'float32'>;
export type Feeds = Readonly<Record<string, Tensor>>;

/** The part of the ONNX Runtime packages that is used; onnxruntime-web and onnxruntime-node both have it. */
export interface OrtModule {
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: typeof Tensor;
}

export type Device = 'webgpu' | 'wasm' | 'cpu';

export interface RuntimeOptions {
  readonly ort: OrtModule;
  readonly device: Device;
  /** ONNX Runtime's options for the device; default: its name. */
  readonly provider?: InferenceSession.ExecutionProviderConfig | undefined;
  /** Further options of every session. */
  readonly sessionOptions?: InferenceSession.SessionOptions | undefined;
  /** Bytes of weights that one session should have at the most. */
  readonly segmentBytes: number;
  /** What memory the device is taken to have; default: the most. */
  readonly memoryTier?: MemoryTier;
  /** A session has copies of its weights, so that what they were read into is of no use once it is made. Default: no. */
  readonly copiesWeights?: boolean;
  /** Absent where a session cannot be told that its weights lie in files. */
  readonly files?: WeightFiles;
  /** Results stay on the device until they are asked for. */
  readonly resultsOnDevice?: boolean;
  /** A tensor on the device that stays there until it is disposed of. Absent: there is none but what runs give out. */
  readonly keep?: (values: Float32Array, dims: readonly number[]) => FloatTensor;
  /** Resolves when the device has done everything that was asked of it so far. */
  readonly finish?: () => Promise<void>;
  /** Runs whatever uses the device, e.g. to stop waiting when the device is lost. */
  readonly watch?: <T>(job: () => Promise<T>) => Promise<T>;
  /** Lets go of the device. */
  readonly release?: () => void;
}

/** A program in memory, ready to run. */
export interface LoadedProgram {
  /**
   * Runs all segments. Inputs may lie on the device or not; results lie on the device where there is one.
   * @param wanted names of outputs; default: all the program has
   */
  run(feeds: Feeds, wanted?: readonly string[]): Promise<Record<string, FloatTensor>>;
  dispose(): Promise<void>;
}

export interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called as weights arrive, with a fraction from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** ONNX Runtime calls must never overlap: in the browser's WebGPU build two at a time hang the worker. */
const queue = new Queue();

/** Sessions on one device of one ONNX Runtime. */
export class Runtime {
  readonly device: Device;
  readonly segmentBytes: number;
  readonly memoryTier: MemoryTier;
  readonly #ort: OrtModule;
  readonly #copiesWeights: boolean;
  readonly #files: WeightFiles | undefined;
  readonly #resultsOnDevice: boolean;
  readonly #provider: InferenceSession.ExecutionProviderConfig;
  readonly #sessionOptions: InferenceSession.SessionOptions;
  readonly #keep: RuntimeOptions['keep'];
  readonly #finish: () => Promise<void>;
  readonly #watch: <T>(job: () => Promise<T>) => Promise<T>;
  readonly #release: () => void;

  constructor(options: RuntimeOptions) {
    this.device = options.device;
    this.segmentBytes = options.segmentBytes;
    this.memoryTier = options.memoryTier ?? '12gb';
    this.#ort = options.ort;
    this.#provider = options.provider ?? options.device;
    this.#sessionOptions = options.sessionOptions ?? {};
    this.#copiesWeights = options.copiesWeights ?? false;
    this.#files = options.files;
    this.#resultsOnDevice = options.resultsOnDevice ?? false;
    this.#keep = options.keep;
    this.#finish = options.finish ?? (async () => {});
    this.#watch = options.watch ?? (job => job());
    this.#release = options.release ?? (() => {});
  }

  /** Whether weights that lie in files can stay there. */
  get filesStay(): boolean {
    return this.#files !== undefined;
  }

  get target(): Target {
    return this.device === 'webgpu' ? 'webgpu' : 'cpu';
  }

  floats(values: Float32Array, dims: readonly number[]): FloatTensor {
    return new this.#ort.Tensor('float32', values, dims);
  }

  /** Whether what `keep` gives stays on the device. */
  get keepsTensors(): boolean {
    return this.#keep !== undefined;
  }

  /** A tensor that is sent to the device once, where it keeps tensors. Dispose of it. */
  keep(values: Float32Array, dims: readonly number[]): FloatTensor {
    return this.#keep?.(values, dims) ?? this.floats(values, dims);
  }

  /** The first element of a batch, in the same memory: of use as long as `batch` is. */
  firstOf(batch: FloatTensor): FloatTensor {
    const dims = [1, ...batch.dims.slice(1)];
    if (batch.location === 'gpu-buffer') {
      return this.#ort.Tensor.fromGpuBuffer(batch.gpuBuffer, { dataType: 'float32', dims });
    }
    return this.floats(batch.data.subarray(0, batch.size / batch.dims[0]!), dims);
  }

  ints(values: readonly number[], dims: readonly number[] = [values.length]): Tensor {
    return new this.#ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  }

  /** Lets go of the device and its memory, once everything that was loaded has been disposed of. */
  dispose(): void {
    this.#release();
  }

  /** Waits until the device has caught up, so that progress and cancelling are about work that is done. */
  finish(): Promise<void> {
    return this.#watch(this.#finish);
  }

  /** Bytes of memory that the weights of a program take. */
  memoryOf(program: Program): number {
    return memoryBytes(program, this.#files);
  }

  /**
   * Reads the weights of a program, segment by segment, and makes its sessions.
   * @throws SanaError `cancelled`, `out-of-memory`, `device-lost`, `runtime-failed`, or what reading the weights throws
   */
  async load(program: Program, { signal, onProgress }: LoadOptions = {}): Promise<LoadedProgram> {
    const total = weightBytes(program);
    const report = (bytes: number) => onProgress?.(total === 0 ? 1 : bytes / total);
    let done = 0;
    const sessions: { readonly session: InferenceSession; readonly segment: Segment }[] = [];
    try {
      for (const segment of program.segments) {
        const mapped = await this.#map(program, segment, signal);
        if (mapped) {
          sessions.push({ session: mapped, segment });
          for (const { bytes } of segment.parameters.values()) done += bytes;
          report(done);
          continue;
        }
        const externalData: { path: string; data: Uint8Array }[] = [];
        let read = 0;
        for (const [path, parameter] of segment.parameters) {
          throwIfCancelled(signal);
          const values = await parameter.read();
          externalData.push({ path, data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) });
          read += parameter.bytes;
          // handing them over takes about as long as reading them
          report(done + read / 2);
        }
        throwIfCancelled(signal);
        const session = await this.#create(program, segment.model, { externalData });
        sessions.push({ session, segment });
        if (this.#copiesWeights) for (const { data } of externalData) letGo(data);
        done += read;
        report(done);
      }
    } catch (error) {
      await disposeAll(sessions);
      throw error;
    }
    return {
      run: (feeds, wanted = program.outputs) => this.#run(program.name, sessions, feeds, wanted),
      dispose: () => disposeAll(sessions),
    };
  }

  /**
   * A session of a segment whose weights stay in their files.
   * @returns undefined if they cannot: then they are read
   */
  async #map(
    program: Program,
    segment: Segment,
    signal: AbortSignal | undefined,
  ): Promise<InferenceSession | undefined> {
    if (!this.#files) return undefined;
    const mapped = await segmentInFiles(program, segment, this.#files, () => throwIfCancelled(signal));
    throwIfCancelled(signal);
    if (!mapped) return undefined;
    const { session } = this.#sessionOptions.extra ?? {};
    const asStored = isTakenAsStored(program, this.#files);
    const extra = {
      ...this.#sessionOptions.extra,
      session: {
        ...(session as object),
        model_external_initializers_file_folder_path: mapped.folder,
        ...(asStored ? { disable_prepacking: '1' } : {}),
      },
      // what would widen all weights once, and keep them so
      ...(asStored ? { optimization: { disable_specified_optimizers: 'ConstantFolding' } } : {}),
    };
    // a file system on which files cannot be mapped
    return this.#create(program, mapped.model, { extra }).catch(() => undefined);
  }

  async #create(
    { name }: Program,
    model: Uint8Array,
    options: InferenceSession.SessionOptions,
  ): Promise<InferenceSession> {
    const create = () =>
      this.#ort.InferenceSession.create(model, {
        ...this.#sessionOptions,
        executionProviders: [this.#provider],
        graphOptimizationLevel: 'all',
        ...options,
        ...(this.#resultsOnDevice ? { preferredOutputLocation: 'gpu-buffer' as const } : {}),
      });
    try {
      return await queue.run(() => this.#watch(create));
    } catch (error) {
      throw runtimeError(error, 'load', name.replace('_', ' '));
    }
  }

  async #run(
    name: string,
    sessions: readonly { readonly session: InferenceSession; readonly segment: Segment }[],
    feeds: Feeds,
    wanted: readonly string[],
  ): Promise<Record<string, FloatTensor>> {
    const values: Record<string, Tensor> = { ...feeds };
    const between: Tensor[] = [];
    const results: Record<string, FloatTensor> = {};
    try {
      for (const [index, { session, segment }] of sessions.entries()) {
        const later = new Set(sessions.slice(index + 1).flatMap(next => next.segment.inputs.map(input => input.name)));
        const fetches = segment.outputs
          .map(output => output.name)
          .filter(output => later.has(output) || wanted.includes(output));
        if (fetches.length === 0) continue;
        const inputs = pick(values, segment.inputs, name);
        const outputs = await queue.run(() => this.#watch(() => session.run(inputs, fetches)));
        for (const [key, tensor] of Object.entries(outputs)) {
          values[key] = tensor;
          if (wanted.includes(key)) results[key] = tensor as FloatTensor;
          else between.push(tensor);
        }
      }
      return results;
    } catch (error) {
      for (const tensor of Object.values(results)) tensor.dispose();
      throw runtimeError(error, 'run', name.replace('_', ' '));
    } finally {
      for (const tensor of between) tensor.dispose();
    }
  }
}

function pick(values: Feeds, inputs: readonly SegmentValue[], program: string): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map(({ name }) => {
      const tensor = values[name];
      if (!tensor) throw new SanaError('internal:no-input', { program, input: name });
      return [name, tensor];
    }),
  );
}

async function disposeAll(sessions: readonly { readonly session: InferenceSession }[]): Promise<void> {
  for (const { session } of sessions) await queue.run(() => session.release());
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SanaError('cancelled');
}
