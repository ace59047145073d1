import { fields, listOf, optional, text } from '@sana-studio/core/channel';
import type { Panel } from './effects.ts';
import type { KeptPictures } from './kept-pictures.ts';

const KEY = 'here.shown';

const name = text(100_000);
const readKept = listOf(
  fields({ entry: name, target: optional(fields({ id: name, label: name, words: optional(name) })) }),
);

/** The pictures that are shown, from one visit to the next: the history has them, here is which and in what order. */
export class LastPictures {
  readonly #panel: Panel;
  readonly #pictures: KeptPictures;

  constructor(panel: Panel, pictures: KeptPictures) {
    this.#panel = panel;
    this.#pictures = pictures;
  }

  /** Shows again what was shown when the panel was closed, unless there is something newer by then. */
  async restore(): Promise<void> {
    const stored = await this.#panel.host.storage.get(KEY).catch(() => undefined);
    const entries = new Map(this.#panel.state.history?.map(entry => [entry.id, entry]));
    const slots = read(stored).map(async ({ entry: id, target }) => {
      const entry = entries.get(id);
      const picture = entry && (await this.#pictures.open(entry));
      if (!picture) return [];
      const { width, height } = picture.request;
      return [{ width, height, entry: id, target, picture: { ...picture, target: target?.id, words: target?.words } }];
    });
    this.#panel.dispatch({ type: 'shown', slots: (await Promise.all(slots)).flat() });
  }

  save(): void {
    const { state, host } = this.#panel;
    const kept = state.run?.slots.flatMap(({ entry, target }) => (entry === undefined ? [] : { entry, target })) ?? [];
    // the pictures themselves are kept: losing their order is not worth a message
    host.storage.set(KEY, kept).catch(() => {});
  }
}

function read(stored: unknown): ReturnType<typeof readKept> {
  try {
    return readKept(stored);
  } catch {
    return []; // of another version, or none
  }
}
