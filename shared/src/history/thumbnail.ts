/** Pixels of the longer side: twice what the list shows, for dense screens. */
const SIDE = 192;

/** A small picture of a picture. Needs a browser. */
export async function makeThumbnail(png: Blob): Promise<Blob> {
  const picture = await createImageBitmap(png);
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return png;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
