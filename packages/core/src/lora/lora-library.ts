import type { Addition, OpenAddition } from '../addition.ts';
import { blobSource } from '../checkpoint/files/source.ts';
import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import { SanaError } from '../errors.ts';
import type { LoraChoice } from '../request/loras.ts';
import type { UsedLora } from './adapters.ts';
import type { Lora } from './lora.ts';
import { type LoraSource, openLora } from './open-lora.ts';

/** A LoRA in a repository, as diffusers and as peft save it. */
const NAMES = ['pytorch_lora_weights.safetensors', 'adapter_model.safetensors'];

/** Beside the latter, what is not in its header. */
const PEFT_CONFIG = 'adapter_config.json';

/** Enough of a hash to be told from another. */
const HASH_SHOWN = 12;

async function sourceOf({ folder, place }: Addition): Promise<LoraSource | undefined> {
  const isFolder = place === '' || place.endsWith('/');
  for (const path of isFolder ? NAMES.map(name => place + name) : [place]) {
    const file = await folder.open(path);
    if (!file) continue;
    const beside = path.slice(0, path.lastIndexOf('/') + 1) + PEFT_CONFIG;
    return { file, config: path.endsWith(NAMES[1]!) ? await folder.open(beside) : undefined };
  }
  return undefined;
}

const keyOf = ({ name, sha256 }: LoraChoice) => `${sha256} ${name}`;

/** The LoRAs of a model. Those that were used last stay in memory. */
export class LoraLibrary {
  readonly #model: ModelFolder;
  readonly #open: OpenAddition | undefined;
  readonly #read = new Map<string, Promise<Lora>>();

  constructor(model: ModelFolder, open: OpenAddition | undefined) {
    this.#model = model;
    this.#open = open;
  }

  /** @returns in the same order, to be drawn with, and as pictures remember them @throws SanaError `lora-…` */
  async use(
    choices: readonly LoraChoice[],
  ): Promise<{ readonly used: readonly UsedLora[]; readonly kept: readonly LoraChoice[] }> {
    const wanted = new Set(choices.map(keyOf));
    for (const key of this.#read.keys()) if (!wanted.has(key)) this.#read.delete(key);
    const used = await Promise.all(
      choices.map(async choice => ({ lora: await this.#lora(choice), strength: choice.strength })),
    );
    const kept = choices.map(({ strength }, i) => {
      const { label: name, sha256 } = used[i]!.lora;
      return { name, sha256, strength };
    });
    // what is asked for by its hash next, such as for the second pass of the same request, is here already
    for (const [i, choice] of kept.entries()) this.#read.set(keyOf(choice), Promise.resolve(used[i]!.lora));
    return { used, kept };
  }

  /** A name without a hash is looked up anew: the file may be another by now. */
  async #lora(choice: LoraChoice): Promise<Lora> {
    const { sha256, file } = choice;
    if (sha256 === undefined || file) return this.#opened(choice);
    const key = keyOf(choice);
    const known = this.#read.get(key) ?? this.#opened(choice);
    this.#read.set(key, known);
    // who comes next tries again
    known.catch(() => this.#read.delete(key));
    return known;
  }

  async #opened({ name, sha256: wanted, file }: LoraChoice): Promise<Lora> {
    const addition = file ? undefined : await this.#open?.('lora', name, wanted);
    const source = file ? { file: blobSource(name, file) } : addition && (await sourceOf(addition));
    if (!source) throw new SanaError('lora-missing:file', { file: name });
    try {
      const lora = { ...(await openLora(source, this.#model)), label: addition?.name ?? name };
      if (wanted !== undefined && lora.sha256 !== wanted) {
        const [found, made] = [lora.sha256, wanted].map(hash => hash.slice(0, HASH_SHOWN)) as [string, string];
        throw new SanaError('lora-missing:other', { file: name, found, wanted: made });
      }
      return lora;
    } finally {
      await source.file.close?.();
      await source.config?.close?.();
    }
  }
}
