// What the extension uses of VS Code, in memory, for tests of the host's side. Tests import it as `vscode`.

import { state } from './vscode-state.fixture.ts';
import { window } from './vscode-window.fixture.ts';
import { close } from './vscode-workspace.fixture.ts';

export * from './vscode-documents.fixture.ts';
export * from './vscode-state.fixture.ts';
export * from './vscode-values.fixture.ts';
export * from './vscode-window.fixture.ts';
export * from './vscode-workspace.fixture.ts';

export function reset(): void {
  for (const document of [...state.documents.values()]) close(document);
  for (const map of [state.files, state.documents, state.commands, state.tools]) map.clear();
  for (const set of [state.notices, state.status]) set.clear();
  state.readOnlySchemes.clear();
  Object.assign(state, {
    folders: [],
    notebooks: [],
    settings: {},
    policies: {},
    shown: [],
    statusBar: [],
    red: [],
    saveAs: undefined,
    picked: undefined,
    cancel: undefined,
    undo: [],
    tabs: [],
    models: [],
  });
  state.answers = { notice: () => undefined, input: () => undefined, list: list => list.leave() };
  window.activeTextEditor = undefined;
}
