// The command line's tools for assistants, offered to the agents of VS Code.

import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  lm,
  McpStdioServerDefinition,
  Uri,
  workspace,
} from 'vscode';
import { currentSafety } from './safety-settings.ts';

/** As the manifest has it. */
export const TOOL_SERVER = 'sanaStudio.tools';

/**
 * Offers it where this VS Code takes servers and a folder of this computer is open, which it may write to.
 * @param node the program that runs scripts
 * @returns what takes it back
 */
export function offerToolServer(
  {
    extension,
    extensionUri,
    globalStorageUri,
  }: Pick<ExtensionContext, 'extension' | 'extensionUri' | 'globalStorageUri'>,
  node: string,
): readonly Disposable[] {
  // not every editor of this kind has it
  if (typeof lm.registerMcpServerDefinitionProvider !== 'function') return [];
  const changed = new EventEmitter<void>();
  const script = Uri.joinPath(extensionUri, 'host', 'mcp-server.mjs').fsPath;
  const { version } = extension.packageJSON as { readonly version: string };
  const tell = () => changed.fire();
  return [
    changed,
    workspace.onDidChangeWorkspaceFolders(tell),
    workspace.onDidGrantWorkspaceTrust(tell),
    lm.registerMcpServerDefinitionProvider(TOOL_SERVER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions() {
        const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
        if (!folder || !workspace.isTrusted) return [];
        // VS Code's own program is Node if it is told so
        const server = new McpStdioServerDefinition('Sana', node, [script], { ELECTRON_RUN_AS_NODE: '1' }, version);
        server.cwd = folder.uri;
        return [server];
      },
      async resolveMcpServerDefinition(server) {
        const { policy } = await currentSafety();
        const file = Uri.joinPath(globalStorageUri, 'tools-policy.json');
        await workspace.fs.createDirectory(globalStorageUri);
        await workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(policy)));
        if (server instanceof McpStdioServerDefinition) server.args = [script, file.fsPath];
        return server;
      },
    }),
  ];
}
