import { type Picture, SanaError } from '@sana-studio/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { asked, finish, START, start } from './started.fixture.ts';

const IMAGE = { file: new Blob(), label: 'A wireframe' };

/** As a browser gives the file of a folder. */
function fileOf(path: string): File {
  const file = new File(['x'], path.split('/').at(-1)!, { lastModified: 5 });
  return Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
}

describe('a picture whose lines are followed', () => {
  let host: Awaited<ReturnType<typeof start>>['host'];
  let panel: Awaited<ReturnType<typeof start>>['panel'];
  beforeEach(async () => {
    ({ host, panel } = await start());
    panel.form.edit({ prompt: 'a house', controlnet: undefined });
  });

  it('wants a ControlNet, which is said before anything is computed', async () => {
    panel.form.edit({ control: { picture: START, label: '' } });
    expect(await panel.making.generate()).toBe('controlnet');
    expect(panel.state.fieldErrors).toEqual({ controlnet: { kind: 'controlnetMissing' } });
    expect(host.engine.requests).toEqual([]);
  });

  it('goes into the request with the ControlNet, whose folder is given as one', async () => {
    const chosen = ['net/config.json', 'net/diffusion_pytorch_model.safetensors', 'net/README.md'].map(fileOf);
    expect(panel.form.chooseControlNet(chosen)).toBe(true);
    await panel.form.chooseControl(IMAGE, 'sketch');
    panel.form.edit({ controlScale: 0.5, controlEnd: 0.8 });
    void panel.making.generate();
    await asked(host);
    const [{ controlnet, ...request }] = host.engine.requests as [(typeof host.engine.requests)[0]];
    expect(request).toMatchObject({ control: START, controlFrom: 'sketch', controlScale: 0.5, controlEnd: 0.8 });
    expect(controlnet).toMatchObject({ name: 'net' });
    const { files } = controlnet as Exclude<typeof controlnet, string | undefined>;
    expect([...files.keys()]).toEqual(['config.json', 'diffusion_pytorch_model.safetensors']);
  });

  it('is followed at once for the place that it says, in its size, unless there is nothing to follow', async () => {
    const target = { id: '1:2', label: 'Hero', prompt: 'a harbour', width: 640, height: 384 };
    const take = async () => ({ ...IMAGE, from: 'sketch' as const, target });
    panel.form.chooseControlNet([fileOf('hed.pth')]);
    void panel.follow(take);
    await asked(host);
    expect(host.engine.requests).toMatchObject([
      { prompt: 'a harbour', control: START, controlFrom: 'sketch', width: 640, height: 384 },
    ]);
    finish(host);
    await vi.waitFor(() => expect(panel.state.run!.slots[0]!.target).toMatchObject({ id: '1:2' }));
    await panel.follow(async () => {
      throw new SanaError('document-refused:no-wireframe');
    });
    expect(panel.state.problem?.error).toMatchObject({ reason: 'document-refused:no-wireframe' });
  });

  it('takes the ControlNet that was chosen last, and one file for one', async () => {
    panel.form.chooseControlNet([fileOf('hed.pth')]);
    panel.form.edit({ controlnet: undefined });
    await panel.form.chooseControl(IMAGE, 'photo');
    expect(panel.state.form.controlnet).toMatchObject({ name: 'hed.pth' });
    expect(panel.form.chooseControlNet([fileOf('picture.png')])).toBe(false);
    expect(panel.state.form.controlnet).toMatchObject({ name: 'hed.pth' });
  });

  it('is followed again when its picture is made again, whatever the form says by then, and is not kept', async () => {
    panel.form.chooseControlNet([fileOf('hed.pth')]);
    await panel.form.chooseControl(IMAGE, 'photo');
    void panel.making.generate();
    await asked(host);
    expect(host.stored.get('here.unfinished')).toEqual([]);
    finish(host);
    await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'));
    panel.form.forgetControl();
    void panel.making.again(panel.state.run!.slots[0]!);
    await asked(host, 2);
    const [first, second] = host.engine.requests;
    expect(second).toMatchObject({ ...first, seed: second!.seed });
    panel.form.edit({ control: { picture: START, label: '' } });
    panel.dispose();
    for (const name of ['control', 'controlnet']) expect(host.stored.get('form')).not.toHaveProperty(name);
  });
});

describe('a finished picture', () => {
  const sizeOf = ({ width, height }: Pick<Picture, 'width' | 'height'>) => ({ width, height });

  async function made() {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a house', width: '512', height: '640' });
    void panel.making.generate();
    await asked(host);
    finish(host);
    await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'));
    return { host, panel, slot: panel.state.run!.slots[0]! };
  }

  it('is drawn over at twice its size, beside it, from what it was made of', async () => {
    const { host, panel, slot } = await made();
    panel.form.edit({ prompt: 'something else' });
    void panel.making.enlarge(slot, { kind: 'refine' });
    await asked(host, 2);
    const request = host.engine.requests[1]!;
    expect(request).toMatchObject({ prompt: 'a house', refine: 2, startImage: START, strength: 0.3, ...sizeOf(START) });
    for (const name of ['mask', 'outpaint']) expect(request).not.toHaveProperty(name);
    expect(panel.state.run!.slots).toHaveLength(2);
    for (const name of ['refine', 'startImage'] as const) expect(panel.state.form[name]).toBeUndefined();
  });

  it('gets more around it, and that once more with another seed', async () => {
    const { host, panel, slot } = await made();
    void panel.making.enlarge(slot, { kind: 'around', ratio: 16 / 9 });
    await asked(host, 2);
    const wider = { outpaint: true, startImage: START, strength: 1, feather: 8, width: 57, height: 32 };
    expect(host.engine.requests[1]).toMatchObject(wider);
    expect(host.engine.requests[1]).not.toHaveProperty('refine');
    finish(host);
    await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'));
    void panel.making.again(panel.state.run!.slots[1]!);
    await asked(host, 3);
    expect(host.engine.requests[2]).toMatchObject(wider);
    expect(host.engine.requests[2]!.seed).not.toBe(host.engine.requests[1]!.seed);
  });

  it('is drawn over at once where the form says so, from what is drawn or from the picture to start from', async () => {
    const { host, panel } = await made();
    panel.form.edit({ refine: 2 });
    void panel.making.generate();
    await asked(host, 2);
    expect(host.engine.requests[1]).toMatchObject({ refine: 2, width: 512, height: 640 });
    finish(host);
    await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'));
    await panel.form.startFrom(IMAGE);
    void panel.making.generate();
    await asked(host, 3);
    expect(host.engine.requests[2]).toMatchObject({ refine: 2, startImage: START, ...sizeOf(START) });
  });
});
