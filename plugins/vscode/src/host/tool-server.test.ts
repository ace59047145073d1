import { readFileSync } from 'node:fs';
import { policyOf, readPolicy } from '@sana-studio/core';
import { beforeEach, expect, it } from 'vitest';
import type { ExtensionContext, McpServerDefinitionProvider, McpStdioServerDefinition } from 'vscode';
import { events, reset, state, Uri, workspace } from '../vscode.fixture.ts';
import { offerToolServer, TOOL_SERVER } from './tool-server.ts';

beforeEach(reset);

const CONTEXT = {
  extension: { packageJSON: { version: '1.2.3' } },
  extensionUri: Uri.file('/extension'),
  globalStorageUri: Uri.file('/storage'),
} as unknown as ExtensionContext;

function offered() {
  offerToolServer(CONTEXT, '/bin/code');
  const provider = state.tools.get(TOOL_SERVER) as Required<McpServerDefinitionProvider<McpStdioServerDefinition>>;
  const definitions = () => provider.provideMcpServerDefinitions({} as never) as McpStdioServerDefinition[];
  return { provider, definitions };
}

it('offers the tools where a folder of this computer is open and trusted, and tells when that changes', () => {
  const { provider, definitions } = offered();
  let told = 0;
  provider.onDidChangeMcpServerDefinitions(() => told++);
  expect(definitions()).toEqual([]);
  state.folders = [{ uri: Uri.parse('vscode-vfs://github/a/b') }];
  expect(definitions()).toEqual([]);
  state.folders.push({ uri: Uri.file('/notes') });
  events.folders.fire({});
  const [server] = definitions();
  expect(told).toBe(1);
  expect(server).toMatchObject({
    ...{ label: 'Sana', command: '/bin/code', args: ['/extension/host/mcp-server.mjs'], version: '1.2.3' },
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  expect(server!.cwd?.fsPath).toBe('/notes');
  Object.assign(workspace, { isTrusted: false });
  expect(definitions()).toEqual([]);
  Object.assign(workspace, { isTrusted: true });
});

it('starts them with the policy of the settings, as it is then', async () => {
  state.folders = [{ uri: Uri.file('/notes') }];
  const { provider, definitions } = offered();
  state.settings['sanaStudio.safety'] = 'school';
  state.settings['sanaStudio.safetyWords'] = { allow: ['naked'] };
  const started = await provider.resolveMcpServerDefinition(definitions()[0]!, {} as never);
  const [script, file] = started!.args;
  expect(script).toBe('/extension/host/mcp-server.mjs');
  const kept = JSON.parse(new TextDecoder().decode(state.files.get(Uri.file(file!).toString())!.bytes));
  expect(readPolicy(kept, 'kept')).toMatchObject({ ...policyOf('school'), allow: ['naked'] });
});

it('is in the manifest under the name that it is offered by', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(contributes.mcpServerDefinitionProviders).toEqual([{ id: TOOL_SERVER, label: 'Sana' }]);
});
