import type { SizePlan } from '../prompt/size-bins.ts';
import { resizeBilinear } from './bilinear.ts';
import type { Raster } from './picture.ts';
