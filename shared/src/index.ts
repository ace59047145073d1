// What the shells share: the panel, the interface between panel and shell, and ready-made parts of that interface.

export { downloadPicture } from './actions.ts';
export { type CoreEngineOptions, corePanelEngine } from './engine/core-engine.ts';
export { PngEncoder } from './engine/png-encoder.ts';
export { type DatabaseHistoryOptions, databaseHistory } from './history/database-history.ts';
export { localPanelStorage } from './history/local-storage.ts';
export type * from './host.ts';
export type { Texts } from './locales/en.ts';
export { fetchLocale, LANGUAGE_NAMES, type Locale, languageOf, localeFor } from './locales/locales.ts';
export { chooseWeightFile } from './models/choose-file.ts';
export { DEMO, demoMark } from './models/demo.ts';
export { browserDeviceMemory, type DeviceMemory } from './models/device-memory.ts';
export { databaseFolders, type FolderMemory } from './models/folder-memory.ts';
export { keepStorage } from './models/keep-storage.ts';
export { KeptFolders, MODEL_INDEX, sizeOf } from './models/kept-folders.ts';
export type { PickedFile } from './models/picked-files.ts';
export { StoreAdditions } from './models/store-additions.ts';
export {
  type ElsewhereModels,
  type OfferedModel,
  StoreModels,
  type StoreModelsOptions,
} from './models/store-models.ts';
export { StoreWorker } from './models/store-worker.ts';
export { mountPanel } from './panel/mount.tsx';
export type { RemoteParts } from './remote/contract.ts';
export { type EngineFrame, type EngineFrameOptions, openEngineFrame } from './remote/engine-frame.ts';
export {
  type ConnectMessage,
  isHandshake,
  PROTOCOL_VERSION,
  type ReadyMessage,
  serveParts,
} from './remote/handshake.ts';
export { loadedModel as readLoadedModel, remark as readRemark } from './remote/readers.ts';
export { SAFETY_DECIDERS, type SafetyDecider } from './safety/deciders.ts';
export { fixedSafety, personSafety } from './safety/person-safety.ts';
export { checkPolicy } from './safety/policy-file.ts';
export { SERVERS } from './servers/contract.ts';
export { engineWithServers, type ServerEngine } from './servers/engine-with-servers.ts';
export { type ServerAsker, unreachableFrom } from './servers/server-asker.ts';
export { type KnownServer, pageServerMemory, readServers, type ServerMemory } from './servers/server-memory.ts';
export { workerAsker } from './servers/server-worker-asker.ts';
export { Servers, serverEntries } from './servers/servers.ts';
export type { DocumentStyle } from './styles/document-style.ts';
export type { Style } from './styles/style.ts';
export { readStyles, stylesJson } from './styles/styles-file.ts';
