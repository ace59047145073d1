import type { PictureAction } from '@sana-studio/shared';
import type { Sandbox } from '../contract.ts';
import { layerOf } from './layer-prompts.ts';
import type { PluginTexts } from './locales/en.ts';

type Asked = Pick<Sandbox, 'altTexts' | 'ask'>;

/** Writes the alternative text of a picture that is in its layer. */
export function altTextAction(sandbox: Asked, texts: PluginTexts): PictureAction {
  return {
    id: 'alt-text',
    label: texts.altText,
    run: ({ target }) => writeAltTexts(sandbox, texts, target ? [layerOf(target)] : []),
  };
}

/**
 * Writes alternative texts from the words that made pictures; one that a person has written gives way only when they say so.
 * @param layers their ids; none for all that is selected @returns what became of it
 */
export async function writeAltTexts(sandbox: Asked, texts: PluginTexts, layers: readonly string[]): Promise<string> {
  const { pictures, written, same, kept, refused } = await sandbox.altTexts({ layers, replace: false });
  if (pictures === 0) return texts.altTexts.none;
  const [first] = kept;
  const isReplaced =
    first && (await sandbox.ask(texts.altTexts.kept(kept.length, first.before, first.after), texts.altTexts.replace));
  const again = isReplaced ? await sandbox.altTexts({ layers: kept.map(({ id }) => id), replace: true }) : undefined;
  const all = written + (again?.written ?? 0);
  return [
    texts.altTexts.written(all),
    ...(same > 0 ? [texts.altTexts.same(same)] : []),
    ...(kept.length > 0 && !isReplaced ? [texts.altTexts.stay(kept.length)] : []),
    ...(refused.length > 0 ? [texts.altTexts.refused(refused)] : []),
  ].join(' ');
}
