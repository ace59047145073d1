import type { LoraChoice } from '@sana-studio/core/request';

/** Files that were chosen since the page was opened, by their names: a picture that was made with one may be made again. */
const CHOSEN = new Map<string, Blob>();

/** A file as it is when it is chosen. */
export function chosenLora(file: File): LoraChoice {
  CHOSEN.set(file.name, file);
  return { name: file.name, strength: 1, file };
}

/** What a picture was made with, with its file if that is here. The engine says so if it is not, or is another one. */
export function withChosenFile(choice: LoraChoice): LoraChoice {
  const file = CHOSEN.get(choice.name);
  return file ? { ...choice, file } : choice;
}
