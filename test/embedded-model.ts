import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What models/sana-mini says of itself: its square's side in pixels, and how it is best drawn. */
export const embedded = JSON.parse(
  readFileSync(join(import.meta.dirname, '../models/sana-mini/sana.json'), 'utf8'),
) as { readonly nativeSize: number; readonly steps: number; readonly guidanceScale: number };
