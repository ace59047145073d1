import { bytesSource, readAll } from '../checkpoint/files/source.ts';
import { safetensorsNotes } from '../checkpoint/formats/safetensors.ts';
import { openTensorFile } from '../checkpoint/formats/tensor-file.ts';
import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import type { ByteSource } from '../checkpoint/tensors/tensors.ts';
import { transformerTensors } from '../diffusion/tensors.ts';
import { SanaError } from '../errors.ts';
import { scalingOf } from './alpha.ts';
import { type JsonObject, parseObject } from './json-object.ts';
import { type Lora, readLora } from './lora.ts';
import { TargetNames } from './targets.ts';

/** Where a LoRA is, and, of an adapter as peft saves it, its adapter_config.json. */
export interface LoraSource {
  readonly file: ByteSource;
  readonly config?: ByteSource | undefined;
}

const PART = 'transformer.';

/** What peft wrote of the transformer's adapter: into the header under `transformer.`, or into a file of its own. */
function adapterOf(notes: JsonObject, config: JsonObject): JsonObject {
  const entries = Object.entries(parseObject(notes.lora_adapter_metadata));
  const ofTransformer = entries
    .filter(([key]) => key.startsWith(PART))
    .map(([key, value]) => [key.slice(PART.length), value]);
  return ofTransformer.length > 0 ? Object.fromEntries(ofTransformer) : config;
}

/**
 * Reads a LoRA for a model, whole: it is small, and its hash is what a picture remembers it by.
 * @throws SanaError `lora-unfit`, `over-budget`, and what opening a file of tensors throws
 */
export async function openLora({ file, config }: LoraSource, model: ModelFolder): Promise<Lora> {
  const bytes = await readAll(file, 'loraFile');
  const kept = bytesSource(file.label, bytes);
  const { format, reader } = await openTensorFile(kept);
  const notes = format === 'safetensors' ? await safetensorsNotes(kept) : {};
  const said = config ? parseObject(new TextDecoder().decode(await readAll(config, 'config'))) : {};
  const network = new TargetNames(transformerTensors(model.transformer.config));
  return readLora(reader, await sha256(bytes), scalingOf(adapterOf(notes, said), file.label), network, model);
}

async function sha256(bytes: Uint8Array): Promise<string> {
  if (typeof crypto.subtle === 'undefined') throw new SanaError('lora-unfit:insecure');
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
