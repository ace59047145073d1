import '@sana-studio/core/no-eval';

import { type ExtensionContext, window } from 'vscode';
import { registerCommands } from './host/commands.ts';
import { Jobs } from './host/jobs.ts';
import { registerTool } from './host/language-model-tool.ts';
import { registerMarkdownProviders } from './host/markdown-providers.ts';
import { offerPrompts } from './host/offers.ts';
import { PANEL_VIEW, PanelView } from './host/panel-view.ts';

/** The extension's start, the same on a computer, on a remote host and in a browser. */
export function activate({ extensionUri, subscriptions, workspaceState }: ExtensionContext): void {
  const view = new PanelView(extensionUri, workspaceState);
  const jobs = new Jobs(view, workspaceState);
  subscriptions.push(
    view,
    jobs,
    // making a picture goes on while the panel is hidden
    window.registerWebviewViewProvider(PANEL_VIEW, view, { webviewOptions: { retainContextWhenHidden: true } }),
    ...registerCommands(jobs, view),
    ...registerMarkdownProviders(),
    ...offerPrompts(view),
    registerTool(jobs),
  );
  void jobs.resume();
}
