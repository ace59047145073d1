import { describe, expect, it } from 'vitest';
import { DeviceWatch } from './device-watch.ts';

/** A device that can be taken away. */
function device() {
  let lose: (info: { message: string }) => void = () => {};
  const watch = new DeviceWatch(
    new Promise(resolve => {
      lose = resolve;
    }),
  );
  return { watch, lose };
}

const lost = { code: 'device-lost', data: { detail: 'unplugged' } };

describe('watching a graphics device', () => {
  it('leaves results and errors alone while the device is there', async () => {
    const { watch } = device();
    expect(await watch.run(async () => 7)).toBe(7);
    await expect(watch.run(() => Promise.reject(new RangeError('too large')))).rejects.toThrow(
      new RangeError('too large'),
    );
  });

  it('stops waiting for a device that will never answer', async () => {
    const { watch, lose } = device();
    const waiting = watch.run(() => new Promise(() => {}));
    lose({ message: 'unplugged' });
    await expect(waiting).rejects.toMatchObject(lost);
  });

  it('gives the loss as the reason for whatever error it causes', async () => {
    const { watch, lose } = device();
    const failing = watch.run(async () => {
      lose({ message: 'unplugged' });
      await Promise.resolve();
      throw new Error('buffer is invalid');
    });
    await expect(failing).rejects.toMatchObject(lost);
  });

  it('starts nothing on a lost device', async () => {
    const { watch, lose } = device();
    lose({ message: 'unplugged' });
    await Promise.resolve();
    let started = false;
    const late = watch.run(async () => {
      started = true;
    });
    await expect(late).rejects.toMatchObject(lost);
    expect(started).toBe(false);
  });
});
