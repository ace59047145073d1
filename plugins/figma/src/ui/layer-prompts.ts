import { parseRequest } from '@sana-studio/core/request';
import type { ChosenOptions, PromptOffer, PromptSource, Way } from '@sana-studio/shared';
import type { LayerOffer, WhyNone } from '../contract.ts';

const TOGETHER = 'together ';
/** Rows that get a thumbnail: more are not seen at once, and each is drawn by Figma. */
const MOST_THUMBNAILS = 24;

/** What the panel says of places in its language. */
interface Wording {
  /** Names the offer that joins the texts of all. */
  readonly together: (layers: number) => string;
  /** Why a layer is left out. @param layer its name */
  readonly leftOut: Readonly<Record<WhyNone, (layer: string) => string>>;
}

/** The selected layers as places of the panel. */
export class LayerPrompts implements PromptSource {
  readonly #wording: Wording;
  readonly #draw: (layer: string) => Promise<Uint8Array | undefined>;
  readonly #listeners = new Set<Parameters<PromptSource['subscribe']>[0]>();
  #layers: readonly LayerOffer[] = [];
  #readOnly = false;
  #offers: readonly PromptOffer[] = [];

  /** @param draw a small picture of a layer, as a PNG */
  constructor(wording: Wording, draw: (layer: string) => Promise<Uint8Array | undefined>) {
    this.#wording = wording;
    this.#draw = draw;
  }

  async current(): Promise<readonly PromptOffer[]> {
    return this.#offers;
  }

  subscribe(listener: Parameters<PromptSource['subscribe']>[0]): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async thumbnail(id: string): Promise<Blob | undefined> {
    const row = this.#offers.findIndex(offer => offer.id === id);
    if (row < 0 || row >= MOST_THUMBNAILS) return undefined;
    const png = await this.#draw(id).catch(() => undefined);
    return png && new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  }

  /**
   * @param notes what there is to tell about the selection
   * @param readOnly nothing can be put into the document
   */
  select(layers: readonly LayerOffer[], notes: readonly string[], readOnly: boolean): void {
    this.#layers = layers;
    this.#readOnly = readOnly;
    this.#offers = this.offersOf(layers);
    for (const listener of this.#listeners) listener(this.#offers, notes);
  }

  way(id: string, { place, when }: ChosenOptions): Way {
    if (this.#readOnly || when === 'click') return 'later';
    if (place === 'beside' || place === 'replace') return place;
    const layer = this.#layers.find(known => known.id === layerOf(id));
    return layer?.kind === 'beside' ? 'beside' : 'fill';
  }

  offersOf(layers: readonly LayerOffer[]): readonly PromptOffer[] {
    const each = layers.map(({ id, label, prompt, width, height, kind, why, words, outdated, request }) => ({
      ...{ id, label, prompt, width, height, words, outdated },
      request: request === undefined ? undefined : parseRequest(request),
      ...(kind === 'none' && { leftOut: this.#wording.leftOut[why ?? 'nothing'](label) }),
    }));
    const places = each.filter(({ leftOut }) => leftOut === undefined);
    const [first] = places;
    const words = [...new Set(places.map(({ prompt }) => prompt).filter(Boolean))];
    if (!first || words.length < 2) return each;
    const { width, height } = first;
    const label = this.#wording.together(places.length);
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
