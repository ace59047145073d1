import {
  CLIP_FILES,
  CLIPS,
  type ClipId,
  LOCAL_MODEL_EXTRAS,
  LOCAL_MODELS,
  type LocalModelId,
} from '@sana-studio/captions';
import type { Folder } from '@sana-studio/core';
import {
  copyScorer,
  type FileStore,
  fetchScorer,
  removeScorer,
  type ScorerFiles,
  scorerFolder,
} from '@sana-studio/models';
import { DiskFileStore } from '@sana-studio/models/node';
import { interruptible } from '../interruption.ts';
import { hubCredential, hubUrl } from '../models/hub.ts';
import { libraryFolder } from '../models/library.ts';
import { TransferDisplay } from '../models/transfer-display.ts';

/** What scores captions, and what writes them here. */
export type NetworkId = ClipId | LocalModelId;

const NETWORKS = { ...CLIPS, ...LOCAL_MODELS } as const;
const NETWORK_IDS = Object.keys(NETWORKS) as readonly NetworkId[];

const isScorer = (id: NetworkId): id is ClipId => Object.hasOwn(CLIPS, id);

const filesOf = (id: NetworkId): ScorerFiles => {
  const { label: title, repository } = NETWORKS[id];
  const files = isScorer(id) ? { files: CLIP_FILES } : { files: LOCAL_MODELS[id].files, extras: LOCAL_MODEL_EXTRAS };
  return { id, title, repository, ...files };
};

const store = async () => new DiskFileStore(await libraryFolder());

/** The scorer that a name stands for, if it does. */
export function clipOf(name: string): ClipId | undefined {
  return Object.hasOwn(CLIPS, name) ? (name as ClipId) : undefined;
}

/** The network that a name stands for, if it does. */
export function networkOf(name: string): NetworkId | undefined {
  return Object.hasOwn(NETWORKS, name) ? (name as NetworkId) : undefined;
}

/** Fetches it, or what is missing of it. @throws SanaError as fetchScorer */
export async function addNetwork(id: NetworkId, hub: string | undefined): Promise<void> {
  const files = await store();
  const credential = hubCredential();
  const display = new TransferDisplay();
  try {
    await interruptible(signal =>
      fetchScorer(files, filesOf(id), {
        ...{ hubUrl: hubUrl(hub), signal, onProgress: display.update },
        credentials: credential ? [credential] : [],
      }),
    );
  } finally {
    display.clear();
  }
  const { label, licence } = NETWORKS[id];
  const use = isScorer(id)
    ? `Score captions with it: --scorer ${id}`
    : `Caption pictures with it: sana caption FOLDER --with ${id}`;
  process.stdout.write(`${label} (${licence}) is ready, in ${files.label}.\n${use}\n`);
}

/** @returns whether it was here, whole */
export async function dropNetwork(id: NetworkId): Promise<boolean> {
  const files = await store();
  const was = (await scorerFolder(files, filesOf(id))) !== undefined;
  await removeScorer(files, filesOf(id));
  return was;
}

/** Its files; undefined if not all of them are here. */
export async function keptNetwork(id: NetworkId): Promise<Folder | undefined> {
  return networkFolder(await store(), id);
}

/** The same of any store. */
export function networkFolder(files: FileStore, id: NetworkId): Promise<Folder | undefined> {
  return scorerFolder(files, filesOf(id));
}

/** Takes them to another folder of models. */
export async function moveNetworks(folder: string): Promise<void> {
  const [from, to] = [await store(), new DiskFileStore(folder)];
  for (const id of NETWORK_IDS) {
    await copyScorer(from, to, filesOf(id));
    await removeScorer(from, filesOf(id));
  }
}

/** Those that are here, whole, with what they do. */
export async function keptNetworks(): Promise<readonly { readonly id: NetworkId; readonly does: string }[]> {
  const kept: { readonly id: NetworkId; readonly does: string }[] = [];
  for (const id of NETWORK_IDS) {
    if (await keptNetwork(id)) kept.push({ id, does: isScorer(id) ? 'scores captions' : 'writes captions' });
  }
  return kept;
}
