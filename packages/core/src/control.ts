import type { OpenAddition } from './addition.ts';
import { type ControlNetwork, openControlNetwork } from './checkpoint/layout/control-network.ts';
import type { ModelFolder } from './checkpoint/layout/model-folder.ts';
import type { ControlConditioning } from './diffusion/prepared-control.ts';
import { SanaError } from './errors.ts';
import { controlPicture } from './image/control-picture.ts';
import type { Picture, Size } from './image/picture.ts';
import type { GenerateRequest } from './request/index.ts';

interface Opened {
  readonly name: string;
  readonly network: ControlNetwork;
  readonly known: string;
  /** Of its programs: a name may stand for another file when it is opened again. */
  readonly key: string;
}

/** A ControlNet, and what pictures remember it by. */
type NamedControl = ControlConditioning & Pick<Opened, 'known'>;

/** The ControlNets that requests to one model name. The last one that was asked for stays open. */
export class ControlLibrary {
  readonly #model: ModelFolder;
  readonly #open: OpenAddition | undefined;
  #opened: Opened | undefined;
  #openings = 0;

  constructor(model: ModelFolder, open: OpenAddition | undefined) {
    this.#model = model;
    this.#open = open;
  }

  /**
   * What a request is controlled by, if it is.
   * @param size that is drawn @param encode gives a picture's latent
   * @throws SanaError `controlnet-missing`, `controlnet-unfit`, and what reading throws
   */
  async use(
    request: GenerateRequest,
    size: Size,
    encode: (picture: Picture) => Promise<Float32Array>,
  ): Promise<NamedControl | undefined> {
    const { control, controlnet: name, controlFrom = 'map' } = request;
    if (!control || name === undefined) return undefined;
    const { network, known, key } = await this.#network(name);
    const image = await encode(controlPicture(control, controlFrom, size));
    const { controlScale: scale = 1, controlStart: start = 0, controlEnd: end = 1 } = request;
    return { network, key, known, image, scale, start, end };
  }

  async #network(name: string): Promise<Opened> {
    if (this.#opened?.name === name) return this.#opened;
    if (!this.#open) throw new SanaError('controlnet-missing:here');
    const addition = await this.#open('controlnet', name);
    if (!addition) throw new SanaError('controlnet-missing:file', { name });
    const network = await openControlNetwork(addition, this.#model);
    await this.close();
    this.#opened = { name, network, known: addition.name ?? name, key: `${++this.#openings} ${name}` };
    return this.#opened;
  }

  async close(): Promise<void> {
    await this.#opened?.network.close();
    this.#opened = undefined;
  }
}
