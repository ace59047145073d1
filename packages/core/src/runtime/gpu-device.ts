/** What kernels of ONNX Runtime use where a device has it; a device only has what was asked for. */
const FEATURES: readonly string[] = [
  'shader-f16',
  'subgroups',
  'subgroup-size-control',
  'timestamp-query',
  'chromium-experimental-subgroup-matrix',
];

/**
 * What networks need more of than every device grants. Adapters may list limits that requestDevice does not know: those of
 * a newer browser's draft, or of an extension.
 */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBindingsPerBindGroup',
  'maxBindGroups',
  'maxUniformBufferBindingSize',
  'maxUniformBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
  'minStorageBufferOffsetAlignment',
  'minUniformBufferOffsetAlignment',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

export interface GrantedGpu {
  readonly gpu: GPUDevice;
  readonly isSoftware: boolean;
  /** Names of limits and features that the adapter has and the browser did not grant. */
  readonly refused: readonly string[];
}

type RequestAdapter = () => Promise<GPUAdapter | null>;

/** A device with everything of use that its adapter has, but for what is named. */
async function request(requestAdapter: RequestAdapter, left: readonly string[]): Promise<GrantedGpu | undefined> {
  // one for each try: an adapter gives one device
  const adapter = await requestAdapter();
  if (!adapter) return undefined;
  const limits = LIMITS.filter(limit => typeof adapter.limits[limit] === 'number');
  const features = [...adapter.features].filter(feature => FEATURES.includes(feature));
  const isWanted = (name: string) => !left.includes(name);
  const gpu = await adapter.requestDevice({
    requiredFeatures: features.filter(isWanted) as GPUFeatureName[],
    requiredLimits: Object.fromEntries(limits.filter(isWanted).map(limit => [limit, adapter.limits[limit]])),
  });
  const refused = [...limits, ...features].filter(name => !isWanted(name));
  return { gpu, isSoftware: adapter.info.isFallbackAdapter, refused };
}

/**
 * A device with everything that is of use, without what a browser refuses of it.
 * @returns undefined when there is no adapter
 * @throws what the browser says when it grants no device at all
 */
export async function requestGpu(requestAdapter: RequestAdapter): Promise<GrantedGpu | undefined> {
  try {
    return await request(requestAdapter, []);
  } catch (error) {
    const all = [...LIMITS, ...FEATURES];
    const bare = await request(requestAdapter, all).catch(() => {
      throw error;
    });
    // browsers name what they refuse; where one does not, it is found by leaving each out
    const message = error instanceof Error ? error.message : String(error);
    const words = new Set(message.match(/[\w-]+/gu));
    const named = all.filter(name => words.has(name));
    for (const refused of [named, ...(bare?.refused ?? []).map(name => [name])]) {
      const granted = refused.length > 0 && (await request(requestAdapter, refused).catch(() => undefined));
      if (!granted) continue;
      bare?.gpu.destroy();
      return granted;
    }
    return bare;
  }
}
