import { type PartialRequest, SanaError } from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import { hostOf, type PictureDecoder, readServerReference } from '@sana-studio/serving';
import {
  type LoadedModel,
  type NamedServer,
  type PanelPicture,
  type PanelServer,
  type PanelServers,
  Servers,
} from '@sana-studio/shared';
import { servingAsker } from '@sana-studio/shared/serving-asker';
import { type Disposable, env, l10n, type Memento, type SecretStorage, window, workspace } from 'vscode';
import type { DrawnPicture, MadePicture, MakeOptions, ServedDrawing } from '../contract.ts';
import { currentSafety } from './safety-settings.ts';
import { hostServerMemory } from './server-memory.ts';
import { withoutLinks } from './tell.ts';

/** Addresses of servers that the person has agreed to have pictures drawn on. */
const AGREED = 'serversAgreed';

/** What VS Code gives an extension to remember by. */
export interface ServedMemory {
  readonly everywhere: Memento;
  readonly secrets: SecretStorage;
}

/** Host of the server that draws with a model; undefined for one that is drawn with here. */
export function servedBy(model: string | undefined): string | undefined {
  const reference = readServerReference(model ?? '');
  return reference && hostOf(reference.server);
}

/** Draws on servers, from the extension host: its page may connect to none of them. */
export class ServedPictures implements ServedDrawing, Disposable {
  readonly #memory: ServedMemory;
  readonly #servers: Servers;
  readonly #following: Disposable;
  /** Questions that are open, by the server's address. */
  readonly #asking = new Map<string, Promise<void>>();

  constructor(memory: ServedMemory, decode: PictureDecoder) {
    this.#memory = memory;
    const asker = servingAsker(decode);
    this.#servers = new Servers({
      asker: () => asker,
      memory: hostServerMemory(memory.everywhere, memory.secrets),
      safety: async () => (await currentSafety()).policy,
    });
    this.#following = workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('sanaStudio.server')) void this.#servers.renew();
    });
  }

  /** What the panel asks of servers. There it says what a server receives: whoever takes one has agreed to that. */
  get forPanel(): PanelServers {
    const servers = this.#servers;
    return {
      watch: options => servers.watch(options),
      test: (server, model, options) => servers.test(server, model, options),
      use: async (server: NamedServer, options) => {
        const used = await servers.use(server, options);
        await this.#agree(used.address);
        return used;
      },
      forget: async address => {
        await servers.forget(address);
        await this.#update(this.#agreed.filter(one => one !== address));
      },
    };
  }

  async load(model: string, { signal }: { readonly signal: AbortSignal }): Promise<LoadedModel> {
    await this.#permit(model);
    return this.#servers.load(model, { signal });
  }

  async generate(
    request: PartialRequest,
    { onPicture, ...options }: Parameters<ServedDrawing['generate']>[1],
  ): Promise<void> {
    await this.#permit(request.model);
    const handing: Promise<void>[] = [];
    try {
      await this.#servers.generate(request, {
        ...options,
        onPicture: (picture, index) => void handing.push(drawnPicture(picture).then(drawn => onPicture(drawn, index))),
      });
    } finally {
      await Promise.all(handing);
    }
  }

  /** One picture, as PNG. @throws SanaError */
  async picture(request: PartialRequest, options: Omit<MakeOptions, 'format'>): Promise<MadePicture> {
    const made: DrawnPicture[] = [];
    await this.generate({ ...request, count: 1 }, { ...options, onPicture: picture => made.push(picture) });
    const [picture] = made;
    if (!picture) throw new SanaError('internal:no-picture');
    return {
      bytes: picture.bytes,
      request: picture.request,
      replaced: picture.replaced.map(({ text, whole }) => ({ text, whole })),
      remarks: picture.remarks.map(remark => sayRemark(remark, env.language)),
    };
  }

  /** The servers there are. */
  list(): Promise<readonly PanelServer[]> {
    return this.#servers.list();
  }

  /** Keeps a key for a server; undefined: forgets it. @throws SanaError `request-invalid` for what is no address */
  setKey(address: string, key: string | undefined): Promise<void> {
    return this.#servers.setKey(address, key);
  }

  dispose(): void {
    this.#following.dispose();
  }

  /** Asks once for each server. @throws SanaError `cancelled` if the person would not */
  async #permit(model: string | undefined): Promise<void> {
    const reference = readServerReference(model ?? '');
    if (!reference || this.#agreed.includes(reference.server)) return;
    const { server } = reference;
    // of one that nobody has named the sentence says so
    if (!(await this.#servers.entries()).some(entry => readServerReference(entry.id)?.server === server)) return;
    const asking = this.#asking.get(server) ?? this.#ask(server).finally(() => this.#asking.delete(server));
    this.#asking.set(server, asking);
    await asking;
  }

  async #ask(server: string): Promise<void> {
    const draw = l10n.t('Draw There');
    const host = hostOf(server);
    const detail = l10n.t(
      'It receives the prompt (after the rules about inappropriate words), the negative prompt, size, seed, steps and guidance; nothing else. You are asked once for each server.',
    );
    const question = withoutLinks(l10n.t('Draw on the server {0}?', host));
    if ((await window.showWarningMessage(question, { modal: true, detail }, draw)) !== draw) {
      throw new SanaError('cancelled:picture');
    }
    await this.#agree(server);
  }

  async #agree(server: string): Promise<void> {
    await this.#update([...new Set([...this.#agreed, server])]);
  }

  get #agreed(): readonly string[] {
    const stored = this.#memory.everywhere.get<unknown>(AGREED);
    return Array.isArray(stored) ? stored.filter(one => typeof one === 'string') : [];
  }

  async #update(agreed: readonly string[]): Promise<void> {
    await this.#memory.everywhere.update(AGREED, agreed);
  }
}

async function drawnPicture({ png, request, replaced, remarks = [] }: PanelPicture): Promise<DrawnPicture> {
  return { bytes: new Uint8Array(await png.arrayBuffer()), request, replaced, remarks };
}
