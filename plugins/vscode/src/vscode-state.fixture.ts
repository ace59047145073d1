// All that tests set up and look at.

import type { URI } from 'vscode-uri';
import type { Document, Notebook } from './vscode-documents.fixture.ts';
import { EventEmitter, type TabInputCustom, type TabInputText } from './vscode-values.fixture.ts';

export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly readOnly?: boolean;
  /** The editor refuses to change it, and nobody knows why. */
  readonly refuses?: boolean;
}

/** Everything that a test sets up or looks at. */
export const state = {
  files: new Map<string, StoredFile>(),
  documents: new Map<string, Document>(),
  folders: [] as { uri: URI }[],
  notebooks: [] as Notebook[],
  settings: {} as Record<string, unknown>,
  /** What an organisation sets. */
  policies: {} as Record<string, unknown>,
  readOnlySchemes: new Set<string>(),
  /** What people were shown in notifications. */
  shown: [] as string[],
  /** What of it lies in the corner of the window as long as nobody answers: the same words with the same buttons once. */
  notices: new Set<string>(),
  /** What the status bar said for a while. */
  statusBar: [] as string[],
  /** Of these, the errors. */
  red: [] as string[],
  /** What the dialogue for saving answers. */
  saveAs: undefined as URI | undefined,
  /** And the one for opening. */
  picked: undefined as URI | undefined,
  commands: new Map<string, (...args: never[]) => unknown>(),
  tools: new Map<string, unknown>(),
  /** Language models that other extensions provide. */
  models: [] as FakeModel[],
  codeActions: undefined as unknown,
  codeLenses: undefined as unknown,
  hover: undefined as unknown,
  /** What is said beside the language of a document. */
  status: new Set<{ readonly id: string; text: string; detail: string }>(),
  viewProvider: undefined as unknown,
  /** What is open beside documents. */
  tabs: [] as { readonly input: TabInputText | TabInputCustom }[],
  cancel: undefined as (() => void) | undefined,
  /** What a person answers: the label of a button, what they type, what they do with a list. */
  answers: {
    notice: (_message: string, _labels: readonly string[], _detail?: string): string | undefined => undefined,
    input: (_value: string): string | undefined => undefined,
    list: (_list: FakeList): void => {},
  },
  /** Steps that undo would take back. */
  undo: [] as (() => void)[],
};

/** A language model: what it answers to the parts of a message. */
export interface FakeModel {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  answer(
    parts: readonly { readonly value?: string; readonly data?: Uint8Array; readonly mimeType?: string }[],
  ): Promise<string>;
}

/** A list that a person picks from. */
export interface FakeList {
  readonly title: string;
  readonly placeholder?: string;
  readonly items: readonly { readonly label: string; readonly description?: string; readonly detail?: string }[];
  readonly selected: readonly string[];
  tick(labels: readonly string[]): void;
  /** A button of a line: the first, or the one that says this. */
  press(label: string, tooltip?: string): void;
  pressButton(): void;
  accept(): void;
  leave(): void;
}

/** What VS Code tells its extensions of. */
export const events = {
  configured: new EventEmitter<{ affectsConfiguration(setting: string): boolean }>(),
  folders: new EventEmitter<unknown>(),
  trusted: new EventEmitter<void>(),
  changed: new EventEmitter<unknown>(),
  closed: new EventEmitter<Document>(),
  renamed: new EventEmitter<{ readonly files: readonly { readonly oldUri: URI; readonly newUri: URI }[] }>(),
};
