import type { ModelSpec, PartSpec, SmallEncoder, StoredModel } from '@sana-studio/models';
import type { ChosenEncoder, EncoderChoice } from '../host.ts';
import type { PickedFile } from './picked-files.ts';

/** What was chosen for models that are not in the store yet, by their ids. */
export class EncoderChoices {
  readonly #chosen = new Map<string, ChosenEncoder & { readonly reference?: string | undefined }>();

  choose(id: string, choice: EncoderChoice): void {
    this.#chosen.set(id, { choice });
  }

  /** @param reference what the store calls a file that a person picked, `name` what they do */
  pick(id: string, reference: string, name: string): void {
    this.#chosen.set(id, { choice: 'file', from: name, reference });
  }

  of(id: string): ChosenEncoder {
    const { choice, from } = this.#chosen.get(id) ?? { choice: 'own' };
    return { choice, from };
  }

  /** The model with its text encoder as it was chosen. @param small asks the hub what it has */
  async apply(spec: ModelSpec, small: () => Promise<SmallEncoder>): Promise<ModelSpec> {
    const { choice = 'own', reference } = this.#chosen.get(spec.id) ?? {};
    if (choice === 'own') return spec;
    const part: PartSpec | undefined =
      choice === 'small'
        ? { kind: 'remote', ...(await small()) }
        : reference === undefined
          ? undefined
          : { kind: 'local', reference };
    return part ? { ...spec, parts: { ...spec.parts, textEncoder: part } } : spec;
  }
}

/** What begins the reference of a file that a person picked. */
const PICKED = 'picked:';

const GGUF = 'GGUF';

/** What a store calls a file that a person picked. By its end the store knows a GGUF, whatever the file is called. */
export async function pickedReference(picked: PickedFile): Promise<string> {
  const file = picked instanceof File ? picked : await picked.getFile();
  const isGguf = (await file.slice(0, GGUF.length).text()) === GGUF;
  const isNamed = file.name.toLowerCase().endsWith('.gguf');
  return `${PICKED}${file.name}${isGguf && !isNamed ? '.gguf' : ''}`;
}

/** Where the text encoder of a stored model comes from. */
export function storedEncoder({ parts }: StoredModel): ChosenEncoder | undefined {
  const part = parts?.find(each => each.part === 'textEncoder');
  if (!part) return undefined;
  const from = part.from.startsWith(PICKED) ? part.from.slice(PICKED.length) : part.from;
  return { choice: part.kind === 'local' ? 'file' : 'small', from, gone: part.here ? undefined : true };
}
