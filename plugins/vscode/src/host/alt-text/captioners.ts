import { type Captioner, type DecodePicture, endpointCaptioner } from '@sana-studio/captions';
import { Credential, SanaError } from '@sana-studio/core';
import {
  type Disposable,
  type LanguageModelChat,
  l10n,
  lm,
  type Memento,
  type SecretStorage,
  window,
  workspace,
} from 'vscode';
import { tellError, withoutLinks } from '../tell.ts';
import { languageModelCaptioner } from './language-model.ts';

const CONSENTS = 'captions.hosts';

/** Who can be asked what a picture shows. */
export interface OfferedCaptioner {
  readonly captioner: Captioner;
  /** Where a picture goes, and where several go, for people. */
  readonly goesTo: string;
  readonly severalGoTo: (pictures: number) => string;
  /** VS Code itself asks the person before its models are used. */
  readonly asksItself: boolean;
}

/** A server of the person's settings. Settings of a workspace have no say in it: their scope is the application. */
export interface CaptionServer {
  /** Its address, with `/v1`. */
  readonly server: string;
  /** Empty if none is chosen. */
  readonly model: string;
}

export function captionServer(): CaptionServer {
  const values = workspace.getConfiguration('sanaStudio');
  return {
    server: values.get<string>('captionServer', '').trim(),
    model: values.get<string>('captionModel', '').trim(),
  };
}

/** Those that can be asked what a picture shows, kept as long as the window: each has shown once that it sees. */
export class Captioners implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #memory: Memento;
  readonly #decode: DecodePicture;
  readonly #known = new Map<string, Captioner>();
  readonly #watching: readonly Disposable[];

  /** @param memory of all workspaces: hosts that the person has agreed to */
  constructor(secrets: SecretStorage, memory: Memento, decode: DecodePicture) {
    this.#secrets = secrets;
    this.#memory = memory;
    this.#decode = decode;
    // what was found out about one is not true of another under its name
    this.#watching = [
      lm.onDidChangeChatModels(() => this.#known.clear()),
      secrets.onDidChange(() => this.#known.clear()),
    ];
  }

  async list(): Promise<readonly OfferedCaptioner[]> {
    const models = await lm.selectChatModels().then(
      found => found,
      () => [],
    );
    const own = await this.#endpoint().catch(tellError);
    return [...(own ? [own] : []), ...models.map(model => this.#languageModel(model))];
  }

  #languageModel(model: LanguageModelChat): OfferedCaptioner {
    const captioner = this.#kept(`lm ${model.vendor} ${model.id} ${model.version}`, () =>
      languageModelCaptioner(model, this.#decode),
    );
    return {
      captioner,
      asksItself: true,
      goesTo: l10n.t('The picture goes to {0}, a model of {1}.', model.name, model.vendor),
      severalGoTo: pictures =>
        l10n.t('Pictures that go to {1}, a model of {2}: {0}', pictures, model.name, model.vendor),
    };
  }

  async #endpoint(): Promise<OfferedCaptioner | undefined> {
    const { server, model } = captionServer();
    if (server === '' || model === '') return undefined;
    const key = await this.#secrets.get(secretOf(server));
    const captioner = this.#kept(`server ${server} ${model}`, () =>
      endpointCaptioner({ server, model, decode: this.#decode, credentials: key ? [new Credential(server, key)] : [] }),
    );
    const { where } = captioner;
    const stays = l10n.t('Pictures stay on this computer.');
    return {
      captioner,
      asksItself: false,
      goesTo: where === 'here' ? stays : l10n.t('The picture is sent to {0}.', where.host),
      severalGoTo: pictures =>
        where === 'here' ? stays : l10n.t('Pictures that are sent to {1}: {0}', pictures, where.host),
    };
  }

  #kept(key: string, make: () => Captioner): Captioner {
    const known = this.#known.get(key) ?? make();
    this.#known.set(key, known);
    return known;
  }

  /** Keeps a key where VS Code keeps secrets; an empty one is forgotten. */
  async setKey(server: string, key: string): Promise<void> {
    if (key === '') await this.#secrets.delete(secretOf(server));
    else await this.#secrets.store(secretOf(server), key);
  }

  /**
   * Asks before pictures leave this computer for a host, once for each.
   * @throws SanaError `cancelled` if the person does not want that
   */
  async agree({ captioner: { where, label }, asksItself }: OfferedCaptioner): Promise<void> {
    if (where === 'here' || asksItself) return;
    const agreed = this.#memory.get<readonly string[]>(CONSENTS) ?? [];
    if (agreed.includes(where.host)) return;
    const send = l10n.t('Send');
    const question = l10n.t('Send pictures to {0}?', where.host);
    const detail = l10n.t(
      'The picture and some words of the document around it leave this computer, for the model {0}. This is asked once for each host.',
      label,
    );
    const answer = await window.showWarningMessage(
      withoutLinks(question),
      { modal: true, detail: withoutLinks(detail) },
      send,
    );
    if (answer !== send) throw new SanaError('cancelled');
    await this.#memory.update(CONSENTS, [...agreed, where.host]);
  }

  dispose(): void {
    for (const watching of this.#watching) watching.dispose();
  }
}

/** The name of a server's key: another server never gets it. */
function secretOf(server: string): string {
  return `captions.key ${URL.canParse(server) ? new URL(server).origin : server}`;
}
