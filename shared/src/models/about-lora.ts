import { type ByteSource, type LoraNotes, readLoraNotes } from '@sana-studio/core';

/** What there is to show of a LoRA. */
export interface AboutLora extends Omit<LoraNotes, 'picture'> {
  readonly picture?: Blob | undefined;
}

/** @returns undefined where its file says nothing that could be read: what is wrong with it is told when it is used */
export async function aboutLora(file: ByteSource): Promise<AboutLora | undefined> {
  try {
    const { picture, ...notes } = await readLoraNotes(file);
    return { ...notes, picture: picture === undefined ? undefined : pictureOf(picture) };
  } catch {
    return undefined;
  }
}

/** Pages may not fetch such addresses. */
function pictureOf(address: string): Blob {
  const [head = '', body = ''] = address.split(',');
  const bytes = Uint8Array.from(atob(body), letter => letter.charCodeAt(0));
  return new Blob([bytes], { type: head.slice('data:'.length, head.indexOf(';')) });
}
