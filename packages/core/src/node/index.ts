// What runs the pipeline in Node, on files that are on disk.

export { diskFolder, openFile } from './files.ts';
export { folderSource, nodeHost } from './host.ts';
export { localPart } from './local-part.ts';
export { fasterRuntime, nodeRuntime } from './runtime.ts';
