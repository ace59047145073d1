import {
  BUDGETS,
  type Credential,
  type GeneratedPicture,
  overBudget,
  type PartialRequest,
  type Picture,
  type Progress,
  type PromptGuard,
  pictureOfSize,
  type Remark,
  SafetyGuard,
  SanaError,
  type SizePlan,
} from '@sana-studio/core';
import { completeRequest, type FieldName, type GenerateRequest, requestOfPicture } from '@sana-studio/core/request';
import { Connection, type ConnectionOptions, refusalOf } from '@sana-studio/core/server';
import { Backoff, systemClock } from '@sana-studio/models';
import { imageDimensionsFromData } from 'image-dimensions';
import { DIALECTS, type DialectName } from './dialect.ts';
import { discover, type ServerDescription } from './discover.ts';
import { inParallel } from './parallel.ts';
import { type PictureDecoder, type PictureType, pictureFile } from './picture-of-answer.ts';
import { type KnownModel, knownModel } from './served-model.ts';

export interface RemoteEngineOptions extends ConnectionOptions {
  readonly decode: PictureDecoder;
  /** Looks at prompts before they leave this machine. Default: inappropriate vocabulary becomes ❤️. */
  readonly guard?: PromptGuard | undefined;
  readonly credentials?: readonly Credential[] | undefined;
}

/** A model of the server, ready to be asked for pictures. */
export interface RemoteModel extends Pick<KnownModel, 'defaults' | 'recognised' | 'sizes' | 'usesNegativePrompt'> {
  readonly server: ServerDescription;
  /** Fields of a request that it cannot be asked for. */
  readonly lacks: readonly FieldName[];
  /** `gpu.example:30000`, to be shown with every picture. */
  readonly host: string;
}

export interface RemoteGenerateOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with each picture as soon as it is there, in whatever order that is. */
  readonly onPicture?: ((picture: GeneratedPicture, index: number) => void) | undefined;
  /** Called with what the file of each picture was, before that. */
  readonly onReceived?: ((type: PictureType) => void) | undefined;
  /** Pictures that are asked for at once; default: 2. */
  readonly parallel?: number | undefined;
}

/** Failures in a row after which a server that is busy, or not there, is given up: about half a minute. */
const ATTEMPTS = 7;

/** Fields of a request that OpenAI's interface has no room for, whatever the engine. */
const NOT_ON_SERVERS = [
  'startImage',
  'mask',
  'outpaint',
  'control',
  'refine',
  'variation',
  'sampler',
  'loras',
  'pagScale',
] as const satisfies readonly FieldName[];

function lackedBy(dialect: DialectName): readonly FieldName[] {
  return DIALECTS[dialect].takesQuality ? NOT_ON_SERVERS : [...NOT_ON_SERVERS, 'quality'];
}

/** Draws on a server what SanaPipeline draws here. Nothing is asked of a server before `load`. */
export class RemoteEngine {
  readonly #connection: Connection;
  readonly #decode: PictureDecoder;
  readonly #guard: PromptGuard;
  #loaded:
    | { readonly server: ServerDescription; readonly id: string | undefined; readonly model: KnownModel }
    | undefined;

  constructor({ decode, guard = new SafetyGuard(), ...connection }: RemoteEngineOptions) {
    this.#connection = new Connection(connection);
    this.#decode = decode;
    this.#guard = guard;
  }

  /**
   * Asks the server what it is and which models it has.
   * @param wanted name of the model on the server; default: the one that it has
   * @throws SanaError as `discover`; `server-refused` for a name that is not on the server's list
   */
  async load(wanted?: string, signal?: AbortSignal): Promise<RemoteModel> {
    this.#loaded = undefined;
    const server = await discover(this.#connection, signal);
    const { host } = this.#connection;
    const ids = server.models.flatMap(({ id }) => id ?? []);
    if (wanted !== undefined && ids.length > 0 && !ids.includes(wanted)) {
      throw new SanaError('server-refused:no-model', { server: host, model: wanted, models: ids });
    }
    const id = wanted ?? ids[0];
    const model = knownModel(id);
    this.#loaded = { server, id, model };
    const { defaults, recognised, sizes, usesNegativePrompt } = model;
    return { server, host, defaults, recognised, sizes, usesNegativePrompt, lacks: lackedBy(server.dialect) };
  }

  /**
   * What of a request the server will not follow, before it costs anything.
   * @throws SanaError `request-invalid` for what it cannot do at all
   */
  remarks(partial: PartialRequest): readonly Remark[] {
    const { model } = this.#ready();
    this.#complete(partial);
    return model.recognised
      ? []
      : [{ remark: 'server-model', data: { server: this.#connection.host, model: model.defaults.model } }];
  }

  /**
   * @returns the pictures in order, `count` of them, each with the seed that it was asked for with
   * @throws SanaError of the first that failed, after those that were under way; `cancelled` when `signal` was aborted
   */
  async generate(partial: PartialRequest, options: RemoteGenerateOptions = {}): Promise<GeneratedPicture[]> {
    const { signal, onProgress, onPicture, onReceived, parallel = 2 } = options;
    const request = this.#complete(partial);
    await this.#guard.ready?.();
    const { prompt, replaced } = this.#guard.check(request.prompt);
    let done = 0;
    const report = () =>
      onProgress?.({
        ...{ phase: 'denoise', step: done, steps: request.count, fraction: done / request.count },
        ...{ picture: Math.min(done, request.count - 1), pictures: request.count },
      });
    report();
    return inParallel(request.count, parallel, signal, async (index, own) => {
      const asked = requestOfPicture(request, index);
      const { picture, remarks } = await this.#draw({ ...asked, prompt }, own, onReceived);
      const { width, height } = picture;
      const finished = { ...picture, request: { ...asked, width, height }, replaced, remarks };
      done++;
      report();
      onPicture?.(finished, index);
      return finished;
    });
  }

  #ready() {
    if (!this.#loaded) throw new SanaError('model-not-found:none-loaded');
    return this.#loaded;
  }

  #complete(partial: PartialRequest): GenerateRequest {
    const { model, server } = this.#ready();
    // its states stay on the server
    if (this.#guard.probe || this.#guard.question)
      throw new SanaError('probe-unfit:server', { server: this.#connection.host });
    // nobody here looks at its pictures
    if (this.#guard.pictures) throw new SanaError('classifier-missing');
    // what it does anyway it need not be asked for
    const usual: readonly unknown[] = [undefined, model.defaults.sampler, 'exact'];
    const fields = lackedBy(server.dialect).filter(name => !usual.includes(partial[name]));
    if (fields.length > 0) throw new SanaError('request-invalid:on-server', { server: this.#connection.host, fields });
    return completeRequest(partial, model.defaults);
  }

  async #draw(
    request: GenerateRequest,
    signal: AbortSignal,
    onReceived: RemoteGenerateOptions['onReceived'],
  ): Promise<{ picture: Picture; remarks: readonly Remark[] }> {
    const { server, id, model } = this.#ready();
    const dialect = DIALECTS[server.dialect];
    const size = dialect.anySize ? asAsked(request) : model.plan(request);
    const { generatedWidth: width, generatedHeight: height } = size;
    const body = dialect.body({ ...request, width, height, model: id, plain: model.plain });
    const { host, key } = this.#connection;
    const question = {
      method: 'POST',
      body,
      headers: dialect.headers,
      signal,
      patience: 'serverDrawing',
      length: 'serverPicture',
    } as const;
    const backoff = new Backoff({ clock: systemClock, attempts: ATTEMPTS });
    for (;;) {
      try {
        const answer = await this.#connection.ask(dialect.path, question);
        if (answer.status !== 200) throw refusalOf(answer, host, { key, model: id });
        const { file, type } = await pictureFile(answer, this.#connection, signal);
        onReceived?.(type);
        return this.#fitted(await this.#read(file, type), request, size);
      } catch (error) {
        // only where nobody began to draw: the others would be paid for twice
        await backoff.wait(error, signal).catch(cause => {
          throw signal.aborted ? new SanaError('cancelled:server', { server: host }, cause) : cause;
        });
      }
    }
  }

  /** @throws SanaError `server-failed`, `over-budget` before anything is unpacked */
  async #read(file: Uint8Array<ArrayBuffer>, type: PictureType): Promise<Picture> {
    const { host } = this.#connection;
    const said = imageDimensionsFromData(file);
    if (said && said.width * said.height > BUDGETS.picturePixels.most) throw overBudget('picturePixels', host);
    return this.#decode(file, type, host).catch(cause => {
      if (SanaError.from(cause).code !== 'image-unreadable') throw cause;
      throw new SanaError('server-failed:unreadable', { server: host }, cause);
    });
  }

  /** The size that was asked for, or, where the server drew another one, that. */
  #fitted(
    picture: Picture,
    { width, height }: GenerateRequest,
    size: DrawnSize,
  ): { picture: Picture; remarks: readonly Remark[] } {
    if (picture.width === size.generatedWidth && picture.height === size.generatedHeight) {
      return { picture: pictureOfSize(picture, { width, height }, size), remarks: [] };
    }
    if (picture.width === width && picture.height === height) return { picture, remarks: [] };
    const data = {
      server: this.#connection.host,
      asked: `${width} × ${height}`,
      drawn: `${picture.width} × ${picture.height}`,
    };
    return { picture, remarks: [{ remark: 'server-size', data }] };
  }
}

/** What a server is asked for, and what is done to it here. */
type DrawnSize = Pick<SizePlan, 'generatedWidth' | 'generatedHeight' | 'resizeTo' | 'crop'>;

/** Nothing is resized or cut off here. */
function asAsked({ width, height }: GenerateRequest): DrawnSize {
  return { generatedWidth: width, generatedHeight: height };
}
