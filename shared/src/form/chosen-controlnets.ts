import type { ChosenControlNet } from '@sana-studio/core/request';

/** Those whose files were chosen since the page was opened, by their names: a picture that was made with one may be made again. */
const CHOSEN = new Map<string, ChosenControlNet>();

/** What a ControlNet consists of; a folder has much else. */
const PARTS = /\.(?:safetensors|pth|json)$/i;

/** In the folder that was chosen, whose own name is the first part of the browser's path. */
function pathOf({ name, webkitRelativePath }: File): string {
  return webkitRelativePath.split('/').slice(1).join('/') || name;
}

/** @returns undefined where none of the files can be one's */
export function chooseControlNet(files: readonly File[]): ChosenControlNet | undefined {
  const parts = files.filter(file => PARTS.test(file.name));
  const weights = parts.find(({ name }) => !name.toLowerCase().endsWith('.json'));
  if (!weights) return undefined;
  const name = weights.webkitRelativePath.split('/')[0] || weights.name;
  const chosen = { name, files: new Map(parts.map(file => [pathOf(file), file])) };
  CHOSEN.set(name, chosen);
  return chosen;
}

/** Their names, the latest last. */
export function chosenControlNets(): readonly ChosenControlNet[] {
  return [...CHOSEN.values()];
}

/** What a picture was made with, with its files if they are here. The engine says so if they are not. */
export function withChosenFiles(name: string | ChosenControlNet): string | ChosenControlNet {
  return (typeof name === 'string' && CHOSEN.get(name)) || name;
}
