import { CLIP_FILES, CLIPS, type ClipId } from '@sana-studio/captions';
import type { Folder } from '@sana-studio/core';
import { copyScorer, fetchScorer, removeScorer, type ScorerFiles, scorerFolder } from '@sana-studio/models';
import { DiskFileStore } from '@sana-studio/models/node';
import { interruptible } from '../interruption.ts';
import { hubCredential, hubUrl } from '../models/hub.ts';
import { libraryFolder } from '../models/library.ts';
import { TransferDisplay } from '../models/transfer-display.ts';

const filesOf = (id: ClipId): ScorerFiles => ({
  id,
  title: CLIPS[id].label,
  repository: CLIPS[id].repository,
  files: CLIP_FILES,
});

const CLIP_IDS = Object.keys(CLIPS) as readonly ClipId[];

const store = async () => new DiskFileStore(await libraryFolder());

/** The scorer that a name stands for, if it does. */
export function clipOf(name: string): ClipId | undefined {
  return Object.hasOwn(CLIPS, name) ? (name as ClipId) : undefined;
}

/** Fetches it, or what is missing of it. @throws SanaError as fetchScorer */
export async function addScorer(id: ClipId, hub: string | undefined): Promise<void> {
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
  process.stdout.write(
    `${CLIPS[id].label} (MIT) is ready, in ${files.label}.\nScore captions with it: --scorer ${id}\n`,
  );
}

/** @returns whether it was here, whole */
export async function dropScorer(id: ClipId): Promise<boolean> {
  const files = await store();
  const was = (await scorerFolder(files, filesOf(id))) !== undefined;
  await removeScorer(files, filesOf(id));
  return was;
}

/** Its files; undefined if not all of them are here. */
export async function keptScorer(id: ClipId): Promise<Folder | undefined> {
  return scorerFolder(await store(), filesOf(id));
}

/** Takes them to another folder of models. */
export async function moveScorers(folder: string): Promise<void> {
  const [from, to] = [await store(), new DiskFileStore(folder)];
  for (const id of CLIP_IDS) {
    await copyScorer(from, to, filesOf(id));
    await removeScorer(from, filesOf(id));
  }
}

/** Those that are here, whole. */
export async function keptScorers(): Promise<readonly ClipId[]> {
  const kept: ClipId[] = [];
  for (const id of CLIP_IDS) if (await keptScorer(id)) kept.push(id);
  return kept;
}
