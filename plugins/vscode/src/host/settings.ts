import type { PartialRequest } from '@sana-studio/core';
import { webAddress } from '@sana-studio/models';
import { serverAddress } from '@sana-studio/serving';
import { type ConfigurationScope, ConfigurationTarget, workspace } from 'vscode';
import type { ImageFormat } from '../contract.ts';
import type { PageSettings } from '../page-settings.ts';

/** The extension's settings as they are for a document. */
export interface Settings {
  /** What a request says when the document does not. */
  readonly request: Omit<PartialRequest, 'prompt'>;
  readonly folder: string;
  readonly namePattern: string;
  readonly imageFormat: ImageFormat;
  readonly altText: 'prompt' | 'empty';
  readonly keepBlock: boolean;
  /** What becomes of a picture's file when it is made again. */
  readonly onAgain: 'replace' | 'keep';
  /** Whether a picture for a notebook's cell is kept in the cell. */
  readonly inCells: boolean;
  readonly codeLens: boolean;
  readonly device: PageSettings['device'];
  /** Bytes. */
  readonly memoryBudget: number | undefined;
  /** Base URL of what takes the hub's place; undefined also for what is no address. */
  readonly mirror: string | undefined;
  /** Address of a team's list of models; undefined also for what is no address. */
  readonly team: string | undefined;
  /** Address of a server that draws; undefined also for what is no address. */
  readonly server: string | undefined;
}

const MEMORY_BUDGETS: Readonly<Record<string, number | undefined>> = {
  all: undefined,
  small: 2 ** 30,
  medium: 4 * 2 ** 30,
};

export function readSettings(scope?: ConfigurationScope): Settings {
  const values = workspace.getConfiguration('sanaStudio', scope);
  const size = values.get<number | null>('size') ?? undefined;
  const steps = values.get<number | null>('steps') ?? undefined;
  const model = values.get<string>('model') || undefined;
  return {
    request: { model, steps, width: size, height: size },
    folder: values.get<string>('folder', ''),
    namePattern: values.get<string>('fileName', ''),
    imageFormat: values.get<ImageFormat>('imageFormat', 'png') === 'webp' ? 'webp' : 'png',
    altText: values.get<Settings['altText']>('altText', 'prompt'),
    keepBlock: values.get<string>('sanaBlock', 'replace') === 'keep',
    onAgain: values.get<string>('again') === 'keep' ? 'keep' : 'replace',
    inCells: values.get<string>('notebookPictures') === 'attachment',
    codeLens: values.get<boolean>('codeLens', true),
    device: values.get<Settings['device']>('device', 'auto'),
    memoryBudget: MEMORY_BUDGETS[values.get<string>('memory', 'all')],
    mirror: webAddress(values.get<string>('mirror', '')),
    team: webAddress(values.get<string>('teamModels', '')),
    server: addressOf(values.get<string>('server', '')),
  };
}

function addressOf(text: string): string | undefined {
  try {
    return text.trim() ? serverAddress(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Where a setting says which model draws, and another is chosen in the panel, it says the chosen one from now on. */
export async function followModel(model: string): Promise<void> {
  const values = workspace.getConfiguration('sanaStudio');
  const { workspaceValue, globalValue } = values.inspect<string>('model') ?? {};
  if (workspaceValue) await values.update('model', model, ConfigurationTarget.Workspace);
  else if (globalValue) await values.update('model', model, ConfigurationTarget.Global);
}
