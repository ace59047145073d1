import {
  type Captioner,
  FLORENCE_LEVELS,
  type FlorenceLevel,
  LOCAL_MODELS,
  type LocalModelId,
  localCaptioner,
} from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { libraryFolder } from '../models/library.ts';
import { statusOf } from '../status-of.ts';
import { LocalModel } from './local-model.ts';
import { keptNetwork } from './network-files.ts';

/** What `--with` names of a model that runs here: `ID[:LEVEL][:FOLDER]`. */
export interface LocalChoice {
  readonly id: LocalModelId;
  readonly level: FlorenceLevel | undefined;
  readonly folder: string | undefined;
}

/** @returns undefined for what is none of these models */
export function localChoice(said: string): LocalChoice | undefined {
  const [id = '', ...more] = said.split(':');
  if (!Object.hasOwn(LOCAL_MODELS, id)) return undefined;
  const [first = ''] = more;
  const hasLevel = LOCAL_MODELS[id as LocalModelId].asked === 'tasks' && Object.hasOwn(FLORENCE_LEVELS, first);
  const folder = more.slice(hasLevel ? 1 : 0).join(':');
  return {
    id: id as LocalModelId,
    level: hasLevel ? (first as FlorenceLevel) : undefined,
    folder: folder === '' ? undefined : folder,
  };
}

/** Those of one model and folder share a process, which has loaded it once. */
export class LocalModels {
  readonly #open = new Map<string, LocalModel>();

  /** @throws SanaError `captioner-unavailable`, `file-missing` */
  async captioner({ id, level, folder }: LocalChoice): Promise<Captioner> {
    const key = `${id}:${folder ?? ''}`;
    let model = this.#open.get(key);
    if (!model) {
      await assertThere(id, folder);
      model = new LocalModel(id, folder === undefined ? ['kept', await libraryFolder()] : ['folder', folder]);
      this.#open.set(key, model);
    }
    const asked = model;
    return localCaptioner({ id, level, ask: (picture, question, signal) => asked.ask(picture, question, signal) });
  }

  dispose(): void {
    for (const model of this.#open.values()) model.dispose();
  }
}

async function assertThere(id: LocalModelId, folder: string | undefined): Promise<void> {
  const { label, files } = LOCAL_MODELS[id];
  if (folder === undefined) {
    if (!(await keptNetwork(id))) throw new SanaError('captioner-unavailable:not-here', { model: label, id });
    return;
  }
  const missing = files.find(file => !statusOf(`${folder}/${file}`)?.isFile());
  if (missing !== undefined) throw new SanaError('file-missing:path', { file: `${folder}/${missing}` });
}
