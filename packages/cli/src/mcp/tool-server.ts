import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type Resource,
  RootsListChangedNotificationSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { BUDGETS, overBudget, Queue, SanaError } from '@sana-studio/core';
import { version } from '../../package.json';
import { failureLine } from '../failure-line.ts';
import { failureOf, linkTo, resultOf, uriOf } from './answer.ts';
import { illustrateDocument } from './document-tool.ts';
import { Folders } from './folders.ts';
import { describeModel, listModels } from './model-tools.ts';
import { makePicture, varyPicture } from './picture-tools.ts';
import type { Call, ToldPicture, Tool, Workshop } from './tool.ts';

const TOOLS: readonly Tool[] = [makePicture, varyPicture, illustrateDocument, listModels, describeModel];

const INSTRUCTIONS = `Draws pictures with Sana on the person's own computer, and writes them as PNG files below the folders that are open. Use illustrate_document where a markdown document has sana blocks or images without a file; make_picture for one picture, which you then link with a relative path and the alternative text that you are told. Inappropriate words are replaced before anything is drawn; say so when a note tells of it.`;

/** What a client is told at most so often, and the client is asked for its roots at most so long. */
const TELL_MS = 100;
const ROOTS_MS = 5000;

/** Resources that are not there, as the protocol numbers them. */
const NOT_FOUND = -32002;

const PNG = [0x89, 0x50, 0x4e, 0x47];

export interface ToolServerOptions extends Omit<Workshop, 'folders' | 'arrivals'> {
  /** Where it was started, or was told to work. */
  readonly folder: string;
}

/** The server of the tools, to be connected to a transport. */
export function toolServer({ folder, ...shop }: ToolServerOptions): Server {
  const capabilities = { tools: {}, resources: { listChanged: true } };
  const server = new Server(
    { name: 'sana', title: 'Sana', version },
    // arguments are read by the tools, and nothing is elicited
    { capabilities, instructions: INSTRUCTIONS, jsonSchemaValidator: { getValidator: () => unvalidated } },
  );
  const folders = new Folders(folder, () => rootsOf(server));
  const workshop: Workshop = { ...shop, folders, arrivals: new Queue() };
  const made = new Map<string, ToldPicture>();

  server.setNotificationHandler(RootsListChangedNotificationSchema, () => folders.changed());

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(described) }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    try {
      const tool = TOOLS.find(({ name }) => name === params.name);
      if (!tool) {
        const known = TOOLS.map(({ name }) => name);
        throw new SanaError('request-invalid:no-tool', { tool: params.name, known });
      }
      const answer = await tool.call(params.arguments, workshop, callOf(extra));
      const pictures = (answer.pictures ?? []).filter(({ picture }) => picture !== undefined);
      for (const picture of pictures) made.set(uriOf(picture.path), { path: picture.path, alt: picture.alt });
      if (pictures.length > 0) void server.sendResourceListChanged().catch(() => {});
      return resultOf(answer);
    } catch (error) {
      return failureOf(error);
    }
  });

  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: [...made.values()].filter(({ path }) => statSync(path, { throwIfNoEntry: false })).map(resourceOf),
  }));

  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    try {
      const path = await folders.file(uri);
      const blob = pngOf(path).toString('base64');
      return { contents: [{ uri, mimeType: 'image/png', blob }] };
    } catch (error) {
      const { message, code } = SanaError.from(error);
      throw Object.assign(new Error(failureLine(message, code)), { code: NOT_FOUND, data: { uri, code } });
    }
  });

  return server;
}

const unvalidated = (input: unknown) => ({ valid: true as const, data: input as never, errorMessage: undefined });

function described({ name, title, description, input, output, isReading }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: { ...input, required: [...input.required], additionalProperties: false },
    outputSchema: { ...output, required: [...output.required] },
    annotations: {
      title,
      readOnlyHint: isReading,
      // files are new, and what a document says stays
      destructiveHint: false,
      idempotentHint: isReading,
      openWorldHint: false,
    },
  };
}

function resourceOf(picture: ToldPicture): Resource {
  const { type: _, ...resource } = linkTo(picture);
  return resource;
}

/** A picture's file, and no other. @throws SanaError */
function pngOf(path: string): Buffer {
  if (statSync(path).size > BUDGETS.pictureFile.most) throw overBudget('pictureFile', path);
  const bytes = readFileSync(path);
  if (PNG.every((byte, at) => bytes[at] === byte)) return bytes;
  throw new SanaError('file-missing:document', { file: basename(path) });
}

/** Addresses of the folders that the client has open. */
async function rootsOf(server: Server): Promise<readonly string[]> {
  if (!server.getClientCapabilities()?.roots) return [];
  try {
    const { roots } = await server.listRoots(undefined, { timeout: ROOTS_MS });
    return roots.map(({ uri }) => uri);
  } catch {
    return []; // it does not answer: what it was started in is left
  }
}

/** Progress goes where the client wants it, never back, and not after the end. */
function callOf({ signal, sendNotification, _meta }: RequestHandlerExtra<ServerRequest, ServerNotification>): Call {
  const progressToken = _meta?.progressToken;
  let [done, told, said] = [-1, 0, ''];
  return {
    signal,
    tell(share, words) {
      if (progressToken === undefined || signal.aborted) return;
      const now = performance.now();
      if (words === said && now - told < TELL_MS) return;
      // what only the words tell has to grow as well
      done = Math.max(share, done + 1e-6);
      [told, said] = [now, words];
      const params = { progressToken, progress: done, total: 1, message: words };
      sendNotification({ method: 'notifications/progress', params }).catch(() => {});
    },
  };
}
