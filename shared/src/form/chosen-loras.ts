import type { LoraChoice } from '@sana-studio/core/request';

/** Files that were chosen since the page was opened, by their names: a picture that was made with one may be made again. */
const CHOSEN = new Map<string, Blob>();
/** Pictures that were chosen with them, by the beginning of their names. */
const PICTURES = new Map<string, Blob>();

/** `brand.preview.png` lies beside `brand.safetensors`, as programs that keep LoRAs have it. */
const stemOf = (name: string) => name.replace(/(?:\.preview)?\.[a-z0-9]+$/i, '').toLowerCase();

/** Files as they are when they are chosen: of pictures among them, the LoRAs of the same name are known by. */
export function chosenLoras(files: readonly File[]): readonly LoraChoice[] {
  for (const file of files) if (file.type.startsWith('image/')) PICTURES.set(stemOf(file.name), file);
  return files.filter(({ type }) => !type.startsWith('image/')).map(chosenLora);
}

/** A file as it is when it is chosen. */
export function chosenLora(file: File): LoraChoice {
  CHOSEN.set(file.name, file);
  return { name: file.name, strength: 1, file };
}

/** The picture that was chosen with a LoRA. */
export function pictureBeside(name: string): Blob | undefined {
  return PICTURES.get(stemOf(name));
}

/** What a picture was made with, with its file if that is here. The engine says so if it is not, or is another one. */
export function withChosenFile(choice: LoraChoice): LoraChoice {
  const file = CHOSEN.get(choice.name);
  return file ? { ...choice, file } : choice;
}
