// What hosts need to run the pipeline behind a connection.

export { type EngineOptions, SanaEngine } from './client.ts';
export { type Endpoint, type EngineConnection, inProcessConnection, workerConnection } from './connection.ts';
export type { DeviceChoice, LoadOptions, ModelInfo, ModelSource } from './protocol.ts';
export { type EngineHost, serveEngine } from './server.ts';
export { commonSources, filesSource, type SourceOpener, type Sources, sourceOpener, urlSource } from './sources.ts';
