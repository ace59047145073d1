import type { MaskedPicture, MaskShape } from '../contract.ts';
import type { Figma, ImagePaint, Layer, Transform } from './api.ts';
import { topmostImage } from './fill.ts';
import { inverse, multiply, transformOf } from './geometry.ts';
import { read } from './read.ts';
import { Refused, refusedBy } from './refused.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The picture of a selected layer, and the shapes that are selected over it, in its pixels. @throws Refused */
export async function readMaskedPicture(figma: Figma): Promise<MaskedPicture> {
  const { selection } = figma.currentPage;
  if (selection.length === 0) throw new Refused('no-masked-picture');
  // shapes may be filled with pictures, too, but lie within the one that is meant
  const pictures = selection.flatMap(layer => {
    const paint = topmostImage(read(layer, 'fills'));
    return paint ? [{ layer, paint, area: (read(layer, 'width') ?? 0) * (read(layer, 'height') ?? 0) }] : [];
  });
  const [picture] = pictures.sort((a, b) => b.area - a.area);
  if (!picture) throw new Refused('no-masked-picture');
  const { layer, paint } = picture;
  const around = selection.filter(({ id }) => id !== layer.id);
  if (paint.scaleMode === 'TILE') throw new Refused('tiled', layer.name);
  try {
    const image = figma.getImageByHash(paint.imageHash ?? '');
    if (!image) throw new Refused('not-a-picture', layer.name);
    const toPixels = multiply(pixelsOf(layer, paint, await image.getSizeAsync()), inverse(transformOf(layer)));
    const shapes = around.flatMap(shape => shapesOf(shape, toPixels));
    if (shapes.length === 0) throw new Refused('no-mask-shapes', layer.name);
    return { image: await image.getBytesAsync(), id: layer.id, label: layer.name, shapes };
  } catch (error) {
    throw refusedBy(error, layer.name);
  }
}

/** The outlines of what is seen of a layer, or of each in a group. */
function shapesOf(layer: Layer, toPixels: Transform): readonly MaskShape[] {
  if (read(layer, 'visible') === false || layer.type === 'TEXT') return [];
  const filled = read(layer, 'fillGeometry');
  if (!filled) return (read(layer, 'children') ?? []).flatMap(child => shapesOf(child, toPixels));
  const strokes = (read(layer, 'strokes') ?? []).some(({ visible }) => visible !== false);
  const stroked = strokes ? (read(layer, 'strokeGeometry') ?? []) : [];
  const fills = read(layer, 'fills');
  const isFilled = !Array.isArray(fills) || fills.some(({ visible }) => visible !== false);
  // a line that goes round without colour inside means what is inside as well
  const paths = [...(isFilled || stroked.length === 0 ? filled : []), ...stroked];
  const [[a, c, e], [b, d, f]] = multiply(toPixels, transformOf(layer));
  return paths.map(({ data, windingRule }) => ({
    path: data,
    rule: windingRule === 'EVENODD' ? ('evenodd' as const) : ('nonzero' as const),
    transform: [a, b, c, d, e, f],
  }));
}

/** From a layer's own coordinates to the pixels of the image that it is filled with, as that lies in it. */
export function pixelsOf(layer: Layer, paint: ImagePaint, image: Size): Transform {
  const [width, height] = [read(layer, 'width') ?? 1, read(layer, 'height') ?? 1];
  if (paint.scaleMode === 'CROP' && paint.imageTransform) {
    const [[a, c, e], [b, d, f]] = paint.imageTransform;
    return [
      [(a * image.width) / width, (c * image.width) / height, e * image.width],
      [(b * image.height) / width, (d * image.height) / height, f * image.height],
    ];
  }
  const turns = ((((paint.rotation ?? 0) / 90) % 4) + 4) % 4;
  const [across, down] = turns % 2 === 0 ? [image.width, image.height] : [image.height, image.width];
  const scales = [width / across, height / down] as const;
  const scale = paint.scaleMode === 'FIT' ? Math.min(...scales) : Math.max(...scales);
  // to the pixels of the image as it is turned: it lies in the middle
  const turned: Transform = [
    [1 / scale, 0, (across - width / scale) / 2],
    [0, 1 / scale, (down - height / scale) / 2],
  ];
  const back: readonly Transform[] = [
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    [
      [0, 1, 0],
      [-1, 0, image.height],
    ],
    [
      [-1, 0, image.width],
      [0, -1, image.height],
    ],
    [
      [0, -1, image.width],
      [1, 0, 0],
    ],
  ];
  return multiply(back[turns]!, turned);
}
