import { describe, expect, it } from 'vitest';
import { requestGpu } from './gpu-device.ts';

interface Browser {
  /** What its adapter lists. */
  readonly limits: Readonly<Record<string, number>>;
  readonly features?: readonly string[];
  /** What requestDevice rejects, though the adapter lists it. */
  readonly refuses?: readonly string[];
  /** Whether it says what it rejects. */
  readonly names?: boolean;
}

const LIMITS = { maxBufferSize: 2 ** 32, maxComputeInvocationsPerWorkgroup: 1024 };

/** Adapters as the specification has them: limits are getters of the prototype, and an adapter gives one device. */
function browser({ limits, features = [], refuses = [], names = false }: Browser) {
  const open = new Set<object>();
  const requestAdapter = async () => {
    let consumed = false;
    return {
      info: { isFallbackAdapter: false },
      features: new Set(features),
      limits: Object.create(limits),
      async requestDevice(asked: { requiredFeatures: string[]; requiredLimits: Record<string, number> }) {
        const unknown = [...asked.requiredFeatures, ...Object.keys(asked.requiredLimits)].find(
          name => refuses.includes(name) || !(name in LIMITS || features.includes(name)),
        );
        if (unknown) throw new DOMException(names ? `"${unknown}" is not known` : 'no', 'OperationError');
        if (consumed) throw new DOMException('consumed', 'InvalidStateError');
        consumed = true;
        const device = { asked, destroy: () => open.delete(device) };
        open.add(device);
        return device;
      },
    } as unknown as GPUAdapter;
  };
  return { requestAdapter, open };
}

type Asked = { asked: { requiredFeatures: string[]; requiredLimits: Record<string, number> } };

describe('the graphics device', () => {
  it('has what its adapter has, as far as it is of use', async () => {
    const { requestAdapter } = browser({ limits: LIMITS, features: ['shader-f16', 'depth-clip-control'] });
    const { gpu, refused } = (await requestGpu(requestAdapter))!;
    expect((gpu as unknown as Asked).asked).toEqual({ requiredFeatures: ['shader-f16'], requiredLimits: LIMITS });
    expect(refused).toEqual([]);
  });

  it('is there whatever further limits the adapter lists', async () => {
    const { requestAdapter } = browser({ limits: { ...LIMITS, maxOfTomorrow: 7, minSubgroupSize: 4 } });
    expect((await requestGpu(requestAdapter))?.refused).toEqual([]);
  });

  it.each([...Object.keys(LIMITS), 'shader-f16'])('does without %s where the browser refuses it', async name => {
    for (const names of [true, false]) {
      const fake = browser({ limits: LIMITS, features: ['shader-f16', 'subgroups'], refuses: [name], names });
      const { gpu, refused } = (await requestGpu(fake.requestAdapter))!;
      expect(refused).toEqual([name]);
      const { requiredFeatures, requiredLimits } = (gpu as unknown as Asked).asked;
      const got = [...requiredFeatures, ...Object.keys(requiredLimits)];
      expect(got).toHaveLength(3);
      expect(got).not.toContain(name);
      expect(fake.open.size).toBe(1);
    }
  });

  it('has what every device has where several are refused and none is named', async () => {
    const fake = browser({ limits: LIMITS, features: ['shader-f16'], refuses: ['maxBufferSize', 'shader-f16'] });
    const { refused } = (await requestGpu(fake.requestAdapter))!;
    expect(refused).toEqual([...Object.keys(LIMITS), 'shader-f16']);
    expect(fake.open.size).toBe(1);
  });

  it('is missing when there is no adapter, or none gives a device', async () => {
    expect(await requestGpu(async () => null)).toBeUndefined();
    let tries = 0;
    const broken = async () =>
      ({
        limits: LIMITS,
        features: new Set(),
        requestDevice: async () => {
          tries += 1;
          throw new DOMException(`lost ${tries}`, 'OperationError');
        },
      }) as unknown as GPUAdapter;
    await expect(requestGpu(broken)).rejects.toThrow('lost 1');
    expect(tries).toBe(2);
  });
});
