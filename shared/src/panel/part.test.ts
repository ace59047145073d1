import { beforeEach, describe, expect, it, vi } from 'vitest';
import { maskFrom } from '../form/painting.ts';
import type { PromptOffer } from '../host.ts';
import { outlookOf } from './outlook.ts';
import { asked, finish, START, selecting, start } from './started.fixture.ts';

const ACTS = [{ kind: 'paint', radius: 99, points: [{ x: 16, y: 16 }] }] as const;
const DOT = maskFrom(ACTS, START);
const IMAGE = { file: new Blob(), label: 'A house' };
const FRAME: PromptOffer = { id: '1:2', label: 'Frame', prompt: 'a house', width: 640, height: 480 };
const OTHER: PromptOffer = { id: '3:4', label: 'Other', prompt: 'a boat', width: 320, height: 480 };

/** Paints on a picture that was made for a place, or for none. */
async function paint(panel: Awaited<ReturnType<typeof start>>['panel'], target?: { id: string; label: string }) {
  await panel.form.changePart(IMAGE, target);
  expect(panel.state.painting).toBe(true);
  panel.form.painted(DOT);
}

describe('a part of a picture that changes', () => {
  let host: Awaited<ReturnType<typeof start>>['host'];
  let panel: Awaited<ReturnType<typeof start>>['panel'];
  beforeEach(async () => {
    ({ host, panel } = await start());
    panel.form.edit({ prompt: 'a red door', width: '512', height: '640' });
  });

  it('goes into the request beside the picture, as large as that, with a soft edge and all of it drawn anew', async () => {
    await paint(panel);
    expect(panel.state.painting).toBe(false);
    void panel.making.generate();
    await asked(host);
    const [request] = host.engine.requests;
    expect(request).toMatchObject({ startImage: START, strength: 1, feather: 8, width: 32, height: 32 });
    expect(request!.mask).toEqual({ width: 32, height: 32, data: new Uint8ClampedArray(4 * 32 * 32).fill(255) });
  });

  it('may be what the document says, which can be painted on, and undone; one of another size is refused', async () => {
    const mask = { ...START, data: START.data.map((_, at) => (at % 4 === 3 || at < 2048 ? 255 : 0)) };
    const target = { id: '1:2', label: 'Photo' };
    await panel.form.takeMasked({ ...IMAGE, mask, target });
    expect(panel.state.form).toMatchObject({
      mask: { picture: mask },
      startImage: { target },
      strength: 1,
      feather: 8,
    });
    expect(panel.state.painting).toBe(false);
    const { acts } = panel.state.form.mask!;
    expect(maskFrom(acts, START)!.picture).toEqual(mask);
    const erased = maskFrom([...acts, { kind: 'erase', radius: 4, points: [{ x: 8, y: 8 }] }], START)!;
    expect(erased.picture.data).not.toEqual(mask.data);
    await panel.form.takeMasked({ ...IMAGE, mask: { width: 8, height: 8, data: new Uint8ClampedArray(256) } });
    expect(panel.state.problem?.error).toMatchObject({ reason: 'mask-unfit:size' });
    expect(panel.state.form.mask).toBeUndefined();
  });

  it('is nothing where nothing was painted, is taken away with its picture, and is not kept between visits', async () => {
    await paint(panel);
    panel.form.paint();
    panel.form.painted(maskFrom([...ACTS, { kind: 'clear' }], START));
    expect(panel.state.form).toMatchObject({ mask: undefined, strength: 0.6, feather: 0 });
    await paint(panel);
    panel.form.forgetMask();
    expect(panel.state.form).toMatchObject({ mask: undefined, strength: 0.6, startImage: { label: 'A house' } });
    await paint(panel);
    await panel.form.startFrom(IMAGE);
    expect(panel.state.form.mask).toBeUndefined();
    await paint(panel);
    panel.form.forgetStartImage();
    expect(panel.state.form).toMatchObject({ mask: undefined, startImage: undefined });
    await paint(panel);
    panel.dispose();
    expect(host.stored.get('form')).toMatchObject({ strength: 0.6, feather: 0, width: '512', height: '640' });
    expect(host.stored.get('form')).not.toHaveProperty('mask');
  });

  it('is the same part when its picture is made again, whatever the form says by then', async () => {
    await paint(panel);
    void panel.making.generate();
    await asked(host);
    finish(host);
    await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'));
    panel.form.forgetStartImage();
    void panel.making.again(panel.state.run!.slots[0]!);
    await asked(host, 2);
    const [first, second] = host.engine.requests;
    expect(second).toMatchObject({ ...first, seed: second!.seed });
  });

  it('is left out of what the next visit goes on with: what stays must stay byte for byte', async () => {
    await paint(panel);
    void panel.making.generate();
    await asked(host);
    expect(host.stored.get('here.unfinished')).toEqual([]);
    panel.form.forgetMask();
    void panel.making.generate();
    await vi.waitFor(() => expect(host.stored.get('here.unfinished')).toHaveLength(1));
  });
});

it('goes to the place of the picture that it is a part of, with the words for that, whatever is selected', async () => {
  const { panel, host, make, select } = await selecting(FRAME);
  await paint(panel, { id: FRAME.id, label: FRAME.label });
  expect(outlookOf(panel.state, host)).toMatchObject({ pictures: 1, label: 'Frame' });
  await make();
  panel.form.edit({ prompt: 'a red door' });
  select(OTHER);
  expect(outlookOf(panel.state, host)).toMatchObject({ pictures: 1, label: 'Frame' });
  await make();
  const { slots } = panel.state.run!;
  expect(slots.map(slot => slot.target?.id)).toEqual(['1:2']);
  expect(host.engine.requests.map(({ prompt, width }) => [prompt, width])).toEqual([
    ['a house', 32],
    ['a red door', 32],
  ]);
  panel.form.forgetMask();
  await make();
  expect(panel.state.run!.slots[0]!.target?.id).toBe('3:4');
});

it('cannot be painted without a picture', async () => {
  const { panel } = await start();
  panel.form.paint();
  expect(panel.state.painting).toBe(false);
});
