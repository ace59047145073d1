import { type LoraNotes, readLoraNotes } from '@sana-studio/core';
import type { AdditionAbout } from '@sana-studio/models';

/** What there is to show of a LoRA. */
export interface AboutLora extends Omit<LoraNotes, 'picture'> {
  readonly picture?: Blob | undefined;
}

/**
 * What a LoRA's files say of it. They are closed.
 * @returns undefined where they say nothing that could be read: what is wrong with one is told when it is used
 */
export async function aboutLora({ file, card, picture }: AdditionAbout): Promise<AboutLora | undefined> {
  try {
    const text = card && new TextDecoder().decode(await card.read(0, card.size));
    const { picture: own, ...notes } = await readLoraNotes(file, text);
    const beside = picture && new Blob([(await picture.read(0, picture.size)) as Uint8Array<ArrayBuffer>]);
    return { ...notes, picture: beside ?? (own === undefined ? undefined : pictureOf(own)) };
  } catch {
    return undefined;
  } finally {
    for (const each of [file, card, picture]) await each?.close?.();
  }
}

/** Pages may not fetch such addresses. */
function pictureOf(address: string): Blob {
  const [head = '', body = ''] = address.split(',');
  const bytes = Uint8Array.from(atob(body), letter => letter.charCodeAt(0));
  return new Blob([bytes], { type: head.slice('data:'.length, head.indexOf(';')) });
}
