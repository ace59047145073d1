import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import {
  type AttributeProto,
  AttributeProtoAttributeType as AttributeType,
  type Program,
  readModelProto,
  type Segment,
} from '@sana-studio/core/testing';
import { PbfReader } from 'pbf';

export interface OptimisedNode {
  readonly opType: string;
  readonly domain: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, number | string | readonly number[]>>;
}

/** Where Debian's chromium package keeps a Vulkan driver that needs no GPU. */
const SOFTWARE_VULKAN = '/usr/lib/chromium';

/**
 * Runs in a process of its own, because the dynamic linker looks for Vulkan where the environment said at its start.
 * Weights are zeros: only the structure matters. A session that is not released crashes the process at its end.
 */
const DUMP = `
const [ort, model, sizes, dump] = process.argv.slice(1);
const weights = JSON.parse(require('node:fs').readFileSync(sizes, 'utf8'));
require(ort).InferenceSession.create(model, {
  executionProviders: ['webgpu'],
  graphOptimizationLevel: 'all',
  optimizedModelFilePath: dump,
  logSeverityLevel: 3,
  extra: { session: { disable_cpu_ep_fallback: '1' } },
  externalData: weights.map(([path, bytes]) => ({ path, data: new Uint8Array(bytes) })),
}).then(session => session.release(), error => { process.stdout.write(error.message, () => process.exit(1)); });
`;

/**
 * The nodes that ONNX Runtime's WebGPU provider really runs, after its optimisations, of all segments.
 * @throws when a node would fall back to the CPU, or when there is no Vulkan driver
 */
export async function optimisedNodes(program: Program): Promise<OptimisedNode[]> {
  const directory = await mkdtemp(join(tmpdir(), 'sana-graph-'));
  try {
    const nodes: OptimisedNode[] = [];
    for (const segment of program.segments) nodes.push(...(await optimisedSegment(segment, directory)));
    return nodes;
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function optimisedSegment(segment: Segment, directory: string): Promise<OptimisedNode[]> {
  const [model = '', sizes = '', dump = ''] = ['model.onnx', 'sizes.json', 'dump.onnx'].map(file =>
    join(directory, file),
  );
  await writeFile(model, segment.model);
  await writeFile(sizes, JSON.stringify([...segment.parameters].map(([path, { bytes }]) => [path, bytes])));
  const ort = createRequire(import.meta.url).resolve('onnxruntime-node');
  await promisify(execFile)(process.execPath, ['-e', DUMP, ort, model, sizes, dump], {
    env: vulkanEnvironment(),
  }).catch(error => {
    throw new Error(error.stdout || error.message);
  });
  const { graph } = readModelProto(new PbfReader(await readFile(dump)));
  return (graph?.node ?? []).map(({ opType, domain, name, attribute }) => ({
    opType: opType ?? '',
    domain: domain ?? '',
    name: name ?? '',
    attributes: Object.fromEntries((attribute ?? []).map(entry => [entry.name, attributeValue(entry)])),
  }));
}

/** For a process that is to use WebGPU in Node. */
export function vulkanEnvironment(): NodeJS.ProcessEnv {
  const driver = join(SOFTWARE_VULKAN, 'vk_swiftshader_icd.json');
  if (!existsSync(driver)) return process.env;
  const libraries = [SOFTWARE_VULKAN, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { ...process.env, VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: libraries };
}

function attributeValue(attribute: AttributeProto): number | string | number[] {
  switch (attribute.type) {
    case AttributeType.INT:
      return Number(attribute.i);
    case AttributeType.FLOAT:
      return attribute.f ?? 0;
    case AttributeType.INTS:
      return (attribute.ints ?? []).map(Number);
    default:
      return new TextDecoder().decode(attribute.s ?? new Uint8Array());
  }
}
