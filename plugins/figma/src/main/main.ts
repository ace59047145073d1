// code.js: what Figma runs in its sandbox.

import type { Figma } from './api.ts';
import { startPlugin } from './plugin.ts';

declare const figma: Figma;
declare const __html__: string;

startPlugin(figma, __html__);
