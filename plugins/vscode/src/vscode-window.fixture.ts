// What people see, and what they answer.

import type { Document } from './vscode-documents.fixture.ts';
import { type FakeList, state } from './vscode-state.fixture.ts';
import { EventEmitter, Selection } from './vscode-values.fixture.ts';

const nothing = { dispose() {} };
const none = () => nothing;

const show = async (message: string, ...rest: readonly (string | object)[]) => {
  state.shown.push(message);
  state.notices.add(JSON.stringify([message, ...rest.filter(label => typeof label === 'string')]));
  return state.answers.notice(
    message,
    rest.filter(label => typeof label === 'string'),
    rest.flatMap(options => (typeof options === 'object' && 'detail' in options ? String(options.detail) : []))[0],
  );
};

interface ListItem {
  readonly label: string;
  readonly buttons?: readonly { readonly tooltip: string }[];
  readonly detail?: string;
}

/** What `createQuickPick` gives; the person acts as soon as it is shown. */
function createQuickPick() {
  const listeners = new Map<string, (argument: never) => void>();
  const on = (name: string) => (listener: (argument: never) => void) => void listeners.set(name, listener);
  const fire = (name: string, argument?: unknown) => listeners.get(name)?.(argument as never);
  const list = {
    ...{
      title: '',
      placeholder: '',
      items: [] as ListItem[],
      selectedItems: [] as ListItem[],
      buttons: [],
      canSelectMany: false,
    },
    onDidChangeSelection: on('selection'),
    onDidTriggerItemButton: on('item'),
    onDidTriggerButton: on('button'),
    onDidAccept: on('accept'),
    onDidHide: on('hide'),
    dispose() {},
    show() {
      const find = (label: string) => list.items.find(item => item.label === label)!;
      const person: FakeList = {
        ...{
          title: list.title,
          placeholder: list.placeholder,
          items: list.items,
          selected: list.selectedItems.map(({ label }) => label),
        },
        tick(labels) {
          list.selectedItems = labels.map(find);
          fire('selection', list.selectedItems);
        },
        press(label, tooltip) {
          const item = find(label);
          const { buttons = [] } = item;
          const button = buttons.find(one => one.tooltip === tooltip) ?? buttons[0];
          fire('item', { item, button });
        },
        pressButton: () => fire('button'),
        accept: () => fire('accept'),
        leave: () => fire('hide'),
      };
      setTimeout(() => state.answers.list(person));
    },
  };
  return list;
}

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  showErrorMessage: (message: string, ...labels: string[]) => {
    state.red.push(message);
    return show(message, ...labels);
  },
  showWarningMessage: show,
  showInformationMessage: show,
  setStatusBarMessage(message: string, milliseconds: number) {
    state.statusBar.push(message);
    return { dispose() {}, milliseconds };
  },
  showSaveDialog: async () => state.saveAs,
  showOpenDialog: async () => state.picked && [state.picked],
  showInputBox: async ({ value = '' }: { value?: string }) => state.answers.input(value),
  createQuickPick,
  showTextDocument: async () => ({ viewColumn: 2 }),
  get tabGroups() {
    return { all: [{ tabs: state.tabs, viewColumn: 2 }] };
  },
  onDidChangeTextEditorSelection: none,
  onDidChangeActiveTextEditor: none,
  registerWebviewViewProvider(_id: string, provider: unknown) {
    state.viewProvider = provider;
    return nothing;
  },
  async withProgress(
    _options: unknown,
    task: (progress: { report(step: { message: string }): void }, token: unknown) => Promise<unknown>,
  ) {
    const cancelled = new EventEmitter<void>();
    const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
    state.cancel = () => {
      token.isCancellationRequested = true;
      cancelled.fire();
    };
    return task({ report: ({ message }) => void state.shown.push(message) }, token);
  },
};

export const commands = {
  registerCommand(name: string, run: (...args: never[]) => unknown) {
    state.commands.set(name, run);
    return nothing;
  },
  executeCommand: async (name: string, ...args: never[]) => state.commands.get(name)?.(...args),
};

/** VS Code's own. */
export const extensions = { getExtension: (_id: string) => ({ activate: async () => {} }) };

export const languages = {
  registerCodeLensProvider(_selector: unknown, provider: unknown) {
    state.codeLenses = provider;
    return nothing;
  },
  registerHoverProvider(_selector: unknown, provider: unknown) {
    state.hover = provider;
    return nothing;
  },
  registerCodeActionsProvider(selector: readonly string[], provider: unknown) {
    if (selector.includes('markdown')) state.codeActions = provider;
    return nothing;
  },
  createLanguageStatusItem(id: string) {
    const item = { id, text: '', detail: '', dispose: () => void state.status.delete(item) };
    state.status.add(item);
    return item;
  },
};

export const lm = {
  onDidChangeChatModels: none,
  selectChatModels: async () =>
    state.models.map(({ answer, ...model }) => ({
      ...{ family: model.id, version: '1', ...model },
      sendRequest: async ([message]: readonly { readonly content: Parameters<typeof answer>[0] }[]) => {
        const said = await answer(message!.content);
        return {
          text: (async function* () {
            yield said;
          })(),
        };
      },
    })),
  registerMcpServerDefinitionProvider(id: string, provider: unknown) {
    state.tools.set(id, provider);
    return nothing;
  },
  registerTool(name: string, tool: unknown) {
    state.tools.set(name, tool);
    return nothing;
  },
};

export const env = { language: 'en', clipboard: { writeText: async () => {} } };

export const l10n = {
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
};

/** Shows a document with cursors at offsets, or with a selection from one to another. */
export function edit(document: Document, ...ranges: readonly (number | readonly [number, number])[]): void {
  const selections = ranges.map(range => {
    const [start, end] = typeof range === 'number' ? [range, range] : range;
    return new Selection(document.positionAt(start), document.positionAt(end));
  });
  window.activeTextEditor = { document, selection: selections[0], selections };
}
