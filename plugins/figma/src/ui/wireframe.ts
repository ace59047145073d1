import type { ControlImage } from '@sana-studio/shared';
import type { ExportedWireframe } from '../contract.ts';
import { outlinesOf } from './outlines.ts';
import { refusalError } from './refusal.ts';

/** Pixels of the longer side: what models of a usual size see of it. */
const LONGEST = 1024;

/** A frame without its texts, as a sketch, and as the place that a picture is drawn for. Needs a browser. @throws SanaError */
export async function wireframeOf({ svg, id, label, prompt, width, height }: ExportedWireframe): Promise<ControlImage> {
  const scale = LONGEST / Math.max(width, height);
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const context = canvas.getContext('2d')!;
  // what is transparent is paper
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(await withoutTexts(svg, size, label), 0, 0, size.width, size.height);
  const lines = outlinesOf(context.getImageData(0, 0, size.width, size.height));
  if (!lines) throw refusalError('no-lines', label);
  context.putImageData(new ImageData(new Uint8ClampedArray(lines.data), size.width, size.height), 0, 0);
  const file = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'));
  if (!file) throw refusalError('not-exportable', label);
  return { file, label, from: 'sketch', target: { id, label, prompt, width, height } };
}

async function withoutTexts(svg: string, size: { width: number; height: number }, label: string) {
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml');
  for (const words of drawing.querySelectorAll('text, foreignObject')) words.remove();
  // browsers make pixels of it in the size that it says
  for (const [side, pixels] of Object.entries(size)) drawing.documentElement.setAttribute(side, String(pixels));
  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' }),
  );
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    throw refusalError('not-exportable', label);
  } finally {
    URL.revokeObjectURL(url);
  }
}
