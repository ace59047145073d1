// The page's part of the self-test: draws the picture that is tried, and looks at what came back.

import type { Sandbox } from '../contract.ts';
import type { Facts } from './about.ts';

const SIZE = 64;
/** Of the quarters, from the upper left one clockwise. */
const COLORS = ['#ff0000', '#00ff00', '#0000ff', '#ffffff'] as const;

function canvas(): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = SIZE;
  element.height = SIZE;
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('There is no canvas.');
  return context;
}

const QUARTERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

async function quarters(): Promise<Uint8Array> {
  const context = canvas();
  for (const [i, [x, y]] of QUARTERS.entries()) {
    context.fillStyle = COLORS[i]!;
    context.fillRect((x * SIZE) / 2, (y * SIZE) / 2, SIZE / 2, SIZE / 2);
  }
  const blob = await new Promise<Blob | null>(done => context.canvas.toBlob(done));
  if (!blob) throw new Error('The browser makes no PNG.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** By how many degrees, clockwise, the picture is turned that came back. */
async function turnOf(png: Uint8Array): Promise<string> {
  const context = canvas();
  const picture = await createImageBitmap(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
  context.drawImage(picture, 0, 0, SIZE, SIZE);
  const [r = 0, g = 0, b = 0] = context.getImageData(SIZE / 4, SIZE / 4, 1, 1).data;
  const first = [r, g, b].map(value => (value > 128 ? 'ff' : '00')).join('');
  const turns = COLORS.indexOf(`#${first}` as (typeof COLORS)[number]);
  return turns < 0 ? `#${first} in its upper left quarter` : `${((4 - turns) % 4) * 90}`;
}

/** What was found, one line for each thing that is assumed. */
export async function testFacts(sandbox: Pick<Sandbox, 'selfTest'>): Promise<Facts> {
  const { probes, turned } = await sandbox.selfTest(await quarters());
  const pictures = turned
    ? [{ name: 'a picture in a turned layer is upright', assumed: '0', found: await turnOf(turned) }]
    : [];
  return [...probes, ...pictures].map(({ name, assumed, found }) => {
    const verdict = found === assumed ? 'as assumed' : `OTHERWISE: ${found}, not ${assumed}`;
    return [`test: ${name}`, assumed === '' ? found : verdict] as const;
  });
}
