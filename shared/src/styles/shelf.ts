import { SanaError } from '@sana-studio/core';
import type { PanelStorage } from '../host.ts';
import type { DocumentStyle } from './document-style.ts';
import { paletteWords } from './palette.ts';
import type { Style } from './style.ts';
import { readStyles, stylesJson } from './styles-file.ts';

const KEY = 'styles';

interface Host {
  readonly storage: PanelStorage;
  readonly documentStyle?: DocumentStyle | undefined;
}

/** What there is to choose from beside the presets. */
export interface ShelvedStyles {
  /** The person's own, in the order in which they were kept. */
  readonly own: readonly Style[];
  /** That of the document. */
  readonly document: Style | undefined;
  /** The document's colours in words, '' where it has named none. */
  readonly colours: string;
}

/** The styles that a person keeps, and that of the document. */
export class StyleShelf {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** @throws SanaError `style-unreadable`, or what the host says */
  async read(): Promise<ShelvedStyles> {
    const { documentStyle } = this.#host;
    const [own, document, colours] = await Promise.all([
      this.#own(),
      documentStyle?.read(),
      documentStyle?.colours?.() ?? [],
    ]);
    return { own, document, colours: paletteWords(colours) };
  }

  /** Keeps a style among the person's own, in place of one of the same name. @throws SanaError */
  async keep(style: Style): Promise<void> {
    await this.#add([style]);
  }

  /** @throws SanaError */
  async remove(name: string): Promise<void> {
    const rest = (await this.#own()).filter(style => style.name !== name);
    await this.#host.storage.set(KEY, stylesJson(rest));
  }

  /** Takes the styles of a file among the person's own. @returns how many. @throws SanaError `style-unreadable` */
  async open(file: { readonly name: string; text(): Promise<string> }): Promise<number> {
    const styles = readStyles(await file.text(), file.name);
    await this.#add(styles);
    return styles.length;
  }

  /** @param style undefined: the document has none any more. @throws SanaError */
  async setDocument(style: Style | undefined): Promise<void> {
    await this.#host.documentStyle?.write(style);
  }

  async #add(styles: readonly Style[]): Promise<void> {
    const names = new Set(styles.map(({ name }) => name));
    const others = (await this.#own()).filter(({ name }) => !names.has(name));
    const json = stylesJson([...others, ...styles]);
    // what could not be read again is not kept
    readStyles(json, KEY);
    await this.#host.storage.set(KEY, json);
  }

  async #own(): Promise<readonly Style[]> {
    const kept = await this.#host.storage.get(KEY).catch(() => undefined);
    if (typeof kept !== 'string') return [];
    try {
      return readStyles(kept, KEY);
    } catch (error) {
      // of a later version, or damaged: it is said when somebody would write over it
      if (error instanceof SanaError && error.reason === 'style-unreadable:version') throw error;
      return [];
    }
  }
}
