import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SanaError } from '@sana-studio/core';
import type { ModelSource } from '@sana-studio/core/worker';
import envPaths from 'env-paths';
import type { EngineOptions } from '../api.ts';
import type { FoundModel } from '../local-drawer.ts';
import { findModel } from '../web/models.ts';

/** Where this platform keeps a program's data: where the command line keeps models, if they were not moved. */
export const usualFolder = (): string => join(envPaths('sana-studio', { suffix: '' }).data, 'models');

/** As the engine's thread opens it; not from where it is opened, which brings ONNX Runtime. */
const folderSource = (path: string): ModelSource => ({ kind: 'folder', path });

const MINI = '@sana-studio/sana-mini';

/** The embedded model's folder, from where this package or the program is installed. @throws SanaError `model-not-found` */
function miniFolder(): string {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'program.js')).href]) {
    try {
      return join(dirname(createRequire(from).resolve(`${MINI}/package.json`)), 'model');
    } catch {
      // not seen from there
    }
  }
  throw new SanaError('model-not-found:not-installed', { name: MINI });
}

/** @throws SanaError `model-not-found` */
export function findNodeModel({ model, modelsFolder = usualFolder(), ...options }: EngineOptions): FoundModel {
  if (model === undefined || model === 'sana-mini') return { source: folderSource(miniFolder()) };
  if (model instanceof URL && model.protocol === 'file:') return { source: folderSource(fileURLToPath(model)) };
  if (typeof model === 'string' && (isAbsolute(model) || model.startsWith('.'))) {
    return { source: folderSource(resolve(model)) };
  }
  return findModel(model, { ...options, modelsFolder }, place => new URL(place).href);
}
