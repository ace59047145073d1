import type { Addition, OpenAddition } from './addition.ts';
import { memoryFolder } from './checkpoint/files/source.ts';
import { type ControlNetwork, openControlNetwork } from './checkpoint/layout/control-network.ts';
import type { ModelFolder } from './checkpoint/layout/model-folder.ts';
import type { ControlConditioning } from './diffusion/prepared-control.ts';
import { SanaError } from './errors.ts';
import { controlPicture } from './image/control-picture.ts';
import type { Picture, Size } from './image/picture.ts';
import { type ChosenControlNet, type GenerateRequest, nameOfControlNet } from './request/index.ts';

/** A ControlNet that is open. */
export interface OpenedControl {
  /** What it was asked for by. */
  readonly wanted: string;
  readonly network: ControlNetwork;
  readonly known: string;
  /** Of its programs: a name may stand for another file when it is opened again. */
  readonly key: string;
}

/** A ControlNet, and what pictures remember it by. */
type NamedControl = ControlConditioning & Pick<OpenedControl, 'known'>;

/** The ControlNets that requests to one model name. The last one that was asked for stays open. */
export class ControlLibrary {
  readonly #model: ModelFolder;
  readonly #open: OpenAddition | undefined;
  #opened: OpenedControl | undefined;
  #openings = 0;

  constructor(model: ModelFolder, open: OpenAddition | undefined) {
    this.#model = model;
    this.#open = open;
  }

  /**
   * The ControlNet that a request names beside a picture, before anything is computed.
   * @throws SanaError `controlnet-missing`, `controlnet-unfit`, and what reading throws
   */
  async open({ control, controlnet }: GenerateRequest): Promise<OpenedControl | undefined> {
    return control && controlnet !== undefined ? this.#network(controlnet) : undefined;
  }

  async #network(chosen: string | ChosenControlNet): Promise<OpenedControl> {
    const wanted = wordsFor(chosen);
    if (this.#opened?.wanted === wanted) return this.#opened;
    const name = nameOfControlNet(chosen);
    const addition = typeof chosen === 'string' ? await this.#find(chosen) : ofFiles(chosen);
    const network = await openControlNetwork(addition, this.#model);
    await this.close();
    this.#opened = { wanted, network, known: addition.name ?? name, key: `${++this.#openings} ${name}` };
    return this.#opened;
  }

  async #find(name: string): Promise<Addition> {
    if (!this.#open) throw new SanaError('controlnet-missing:here');
    const addition = await this.#open('controlnet', name);
    if (!addition) throw new SanaError('controlnet-missing:file', { name });
    return addition;
  }

  async close(): Promise<void> {
    await this.#opened?.network.close();
    this.#opened = undefined;
  }
}

/**
 * What a request follows with its ControlNet.
 * @param size that is drawn @param encode gives a picture's latent
 */
export async function followed(
  { network, known, key }: OpenedControl,
  {
    control,
    controlFrom = 'map',
    controlScale: scale = 1,
    controlStart: start = 0,
    controlEnd: end = 1,
  }: GenerateRequest,
  size: Size,
  encode: (picture: Picture) => Promise<Float32Array>,
): Promise<NamedControl> {
  const image = await encode(controlPicture(control!, controlFrom, size));
  return { network, key, known, image, scale, start, end };
}

/** Tells one from another: files that come again from a page are other objects. */
function wordsFor(chosen: string | ChosenControlNet): string {
  if (typeof chosen === 'string') return chosen;
  const files = [...chosen.files].map(([path, file]) => {
    return [path, file.size, 'lastModified' in file ? file.lastModified : 0];
  });
  return JSON.stringify([chosen.name, files]);
}

/** The only file with tensors, or all of the folder. */
function ofFiles({ name, files }: ChosenControlNet): Addition {
  const [only, ...others] = [...files.keys()].filter(path => /\.(?:safetensors|pth)$/i.test(path));
  const folder = memoryFolder(name, files);
  return { folder, place: only !== undefined && others.length === 0 ? only : '', name };
}
