import { parseRequest } from '@sana-studio/core/request';
import type { PromptOffer, PromptSource } from '@sana-studio/shared';
import type { LayerOffer } from '../contract.ts';

const TOGETHER = 'together ';

/** The selected layers as places of the panel. */
export class LayerPrompts implements PromptSource {
  readonly separate = true;
  readonly #together: (layers: number) => string;
  readonly #listeners = new Set<(offers: readonly PromptOffer[]) => void>();
  #offers: readonly PromptOffer[] = [];

  /** @param together names the offer that joins the texts of all */
  constructor(together: (layers: number) => string) {
    this.#together = together;
  }

  async current(): Promise<readonly PromptOffer[]> {
    return this.#offers;
  }

  subscribe(listener: (offers: readonly PromptOffer[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns the offers of the new selection */
  select(layers: readonly LayerOffer[]): readonly PromptOffer[] {
    this.#offers = this.offersOf(layers);
    for (const listener of this.#listeners) listener(this.#offers);
    return this.#offers;
  }

  offersOf(layers: readonly LayerOffer[]): readonly PromptOffer[] {
    const each = layers.map(({ request, ...layer }) => ({
      ...layer,
      request: request === undefined ? undefined : parseRequest(request),
    }));
    const [first] = each;
    const words = [...new Set(each.map(({ prompt }) => prompt).filter(Boolean))];
    if (!first || words.length < 2) return each;
    const { width, height } = first;
    const label = this.#together(each.length);
    return [
      ...each,
      {
        id: `${TOGETHER}${first.id}`,
        label,
        prompt: words.join('\n'),
        width,
        height,
        request: undefined,
        repeats: true,
      },
    ];
  }
}

/** The layer that an offer is for: the first one, if it joins several. */
export function layerOf(offer: string): string {
  return offer.startsWith(TOGETHER) ? offer.slice(TOGETHER.length) : offer;
}
