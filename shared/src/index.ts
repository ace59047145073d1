export type * from './host.ts';
export type { MountPanel } from './panel/mount.ts';
