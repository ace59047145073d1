// What hosts need to run the pipeline behind a connection.

export { type EngineOptions, SanaEngine } from './client.ts';
export { type Endpoint, type EngineConnection, inProcessConnection, workerConnection } from './connection.ts';
export { commonSources, type SourceOpener, type Sources, sourceOpener } from './open-source.ts';
export type { DeviceChoice, EngineReading, LoadOptions, ModelInfo, ModelSource, ReadOptions } from './protocol.ts';
export { type EngineHost, serveEngine } from './server.ts';
export { filesSource, urlSource } from './sources.ts';
