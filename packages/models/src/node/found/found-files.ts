import { type ByteSource, type ErrorData, folderPath, SanaError } from '@sana-studio/core';
import { type ComputerFiles, type FoundModel, MOST_READ, type OpenFile } from '../../found-model.ts';
import { type Computer, join, thisComputer } from './computer.ts';
import { type Finding, findModels } from './find.ts';

/** What other programs have on the computer that this program runs on. */
export class FoundFiles implements ComputerFiles {
  readonly #computer: Computer;
  readonly #open = new Map<number, ByteSource>();
  #finding: Promise<Finding> | undefined;
  #last = 0;

  constructor(computer: Computer = thisComputer()) {
    this.#computer = computer;
  }

  async find(): Promise<{ readonly models: readonly FoundModel[]; readonly problems: readonly ErrorData[] }> {
    this.#finding = findModels([], this.#computer);
    const { models, problems } = await this.#finding;
    return { models, problems: problems.map(problem => problem.toData()) };
  }

  async open(reference: string, path: string): Promise<OpenFile | undefined> {
    const found = await this.#found(reference);
    if (!found) return undefined;
    const { disk } = this.#computer;
    const file =
      found.kind === 'model' ? join(this.#computer, found.path, ...folderPath(found.path, path)) : found.path;
    if ((await disk.size(file)) === undefined) return undefined;
    const source = await disk.open(file);
    this.#open.set(++this.#last, source);
    return { file: this.#last, size: source.size };
  }

  async read(file: number, offset: number, length: number): Promise<Uint8Array> {
    const source = this.#open.get(file);
    if (!source || length > MOST_READ) throw new SanaError('internal:closed-file');
    return source.read(offset, length);
  }

  async close(file: number): Promise<void> {
    await this.#open.get(file)?.close?.();
    this.#open.delete(file);
  }

  /** What nobody looked for yet, or what came since, is looked for. */
  async #found(reference: string): Promise<FoundModel | undefined> {
    const known = ({ models }: Finding) => models.find(model => model.reference === reference);
    const before = await this.#finding;
    const found = before && known(before);
    if (found) return found;
    await this.find();
    return known(await this.#finding!);
  }
}
