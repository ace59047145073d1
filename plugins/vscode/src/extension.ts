import '@sana-studio/core/no-eval';

import type { DecodePicture } from '@sana-studio/captions';
import type { ComputerFiles } from '@sana-studio/models';
import type { PictureDecoder } from '@sana-studio/serving';
import { type ExtensionContext, window } from 'vscode';
import { registerAltCommands } from './host/alt-text/alt-commands.ts';
import { Captioners } from './host/alt-text/captioners.ts';
import { registerCommands } from './host/commands.ts';
import { keepContexts } from './host/contexts.ts';
import { HostEngine } from './host/host-engine.ts';
import { Jobs } from './host/jobs.ts';
import { registerTool } from './host/language-model-tool.ts';
import { registerMarkdownProviders } from './host/markdown-providers.ts';
import { offerPrompts } from './host/offers.ts';
import { PANEL_VIEW, PanelView } from './host/panel-view.ts';
import { PictureMaker } from './host/picture-maker.ts';
import { tellTooLong } from './host/quiet-notes.ts';
import { reading } from './host/reading.ts';
import { ServedPictures } from './host/served-pictures.ts';
import { registerServerCommands } from './host/server-commands.ts';
import { registerWalkthrough } from './host/walkthrough.ts';
import type { StartWorker } from './host/worker.ts';

/**
 * The extension's start, the same on a computer, on a remote host and in a browser.
 * @param decode reads any picture that people have
 * @param decodeServed reads the pictures of servers
 * @param computer what other programs have on the computer that it runs on, where it runs on one
 */
export function start(
  context: ExtensionContext,
  startWorker: StartWorker,
  decode: DecodePicture,
  decodeServed: PictureDecoder,
  computer?: ComputerFiles,
): void {
  const { extensionUri, globalStorageUri, subscriptions, workspaceState, globalState, secrets } = context;
  reading.useWorker(startWorker);
  const served = new ServedPictures({ everywhere: globalState, secrets }, decodeServed);
  const view = new PanelView(extensionUri, workspaceState, globalState, served, computer);
  const engine = new HostEngine(extensionUri, startWorker);
  const maker = new PictureMaker(view, engine, served);
  const jobs = new Jobs(maker, workspaceState);
  const captioners = new Captioners(secrets, globalState, decode);
  subscriptions.push(
    reading,
    view,
    engine,
    served,
    jobs,
    captioners,
    // making a picture goes on while the panel is hidden
    window.registerWebviewViewProvider(PANEL_VIEW, view, { webviewOptions: { retainContextWhenHidden: true } }),
    ...registerCommands(jobs, view),
    ...registerAltCommands(captioners, jobs.places),
    ...registerServerCommands(served),
    ...registerMarkdownProviders(),
    ...tellTooLong(),
    ...registerWalkthrough(jobs, extensionUri, globalStorageUri),
    ...keepContexts(),
    ...offerPrompts(view),
    registerTool(maker),
  );
  void jobs.resume();
}
