import { resolve } from 'node:path';
import { SanaError, safetyGuard } from '@sana-studio/core';
import type { DeviceChoice } from '../device-option.ts';
import { openLibrary } from '../models/library.ts';
import { readPolicyArgument } from '../policy.ts';
import { ServerDrawing } from '../server/server-drawing.ts';
import { serverEngines } from '../server/server-engine.ts';
import { statusOf } from '../status-of.ts';
import { Desk } from './desk.ts';
import { DrawingChild } from './drawing-child.ts';
import { LocalModels } from './models.ts';
import { ServerModels } from './server-models.ts';
import { serveStdio } from './stdio.ts';
import { toolServer } from './tool-server.ts';

export interface McpFlags {
  readonly folder?: string;
  readonly model?: string;
  readonly policy: string;
  readonly device: DeviceChoice;
  readonly server?: string;
}

/** `sana mcp`: tools for assistants, over standard input and output. */
export async function serveTools({ folder = '.', model, policy: said, device, server }: McpFlags): Promise<void> {
  if (!statusOf(folder)?.isDirectory()) throw new SanaError('file-missing:folder', { folder });
  const policy = await readPolicyArgument(said);
  const guard = await safetyGuard(policy);
  const start = server === undefined ? undefined : await serverEngines(server, guard);
  const models = start ? new ServerModels(model, start) : new LocalModels(model, openLibrary);
  const desk = new Desk(start ? new ServerDrawing(start) : new DrawingChild({ device, policy }));
  try {
    // what is wrong with it is said now, and not when the first picture is asked for
    if (!start) await models.usualSize();
    await serveStdio(toolServer({ folder: resolve(folder), desk, models, guard }));
  } finally {
    await desk.dispose();
  }
}
