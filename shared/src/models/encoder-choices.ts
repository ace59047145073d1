import type { ModelSpec, PartSpec, SmallEncoder, StoredModel } from '@sana-studio/models';
import type { ChosenEncoder } from '../host.ts';
import { foundName, foundReference } from './computer-models.ts';
import { PICKED } from './picked-files.ts';

interface Chosen extends ChosenEncoder {
  /** What the store calls it. */
  readonly reference?: string | undefined;
}

/** What was chosen for models that are not in the store yet, by their ids. */
export class EncoderChoices {
  readonly #chosen = new Map<string, Chosen>();

  choose(id: string, choice: 'own' | 'small'): void {
    this.#chosen.set(id, { choice });
  }

  /** @param from what the program that has it calls it */
  find(id: string, from: string): void {
    this.#chosen.set(id, { choice: 'found', from, reference: foundReference(from) });
  }

  /** Something else is there now. */
  forget(id: string): void {
    this.#chosen.delete(id);
  }

  /** @param reference what the store calls a file that a person picked, `name` what they do */
  pick(id: string, reference: string, name: string): void {
    this.#chosen.set(id, { choice: 'file', from: name, reference });
  }

  of(id: string): ChosenEncoder | undefined {
    const chosen = this.#chosen.get(id);
    return chosen && { choice: chosen.choice, from: chosen.from };
  }

  /** The model with its text encoder as it was chosen. @param small asks the hub what it has */
  async apply(spec: ModelSpec, small: () => Promise<SmallEncoder>): Promise<ModelSpec> {
    const chosen = this.#chosen.get(spec.id);
    if (!chosen) return spec;
    const part = await partOf(chosen, small);
    return part === undefined ? spec : { ...spec, parts: { ...spec.parts, textEncoder: part } };
  }
}

async function partOf(
  { choice, reference }: Chosen,
  small: () => Promise<SmallEncoder>,
): Promise<PartSpec | null | undefined> {
  if (choice === 'own') return null;
  if (choice === 'small') return { kind: 'remote', ...(await small()) };
  return reference === undefined ? undefined : { kind: 'local', reference };
}

/** Where the text encoder of a stored model comes from. */
export function storedEncoder({ parts }: StoredModel): ChosenEncoder | undefined {
  const part = parts?.find(each => each.part === 'textEncoder');
  if (!part) return undefined;
  const { kind, here, from } = part;
  const gone = here ? undefined : true;
  const found = foundName(from);
  if (found !== undefined) return { choice: 'found', from: found, gone };
  const name = from.startsWith(PICKED) ? from.slice(PICKED.length) : from;
  return { choice: kind === 'local' ? 'file' : 'small', from: name, gone };
}
