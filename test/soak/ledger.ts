import { createHash } from 'node:crypto';
import type { HubFiles } from '../hub/hub.ts';
import type { Actor } from './actors.ts';
import type { Answer, Command } from './obey.ts';

/** What may be answered where several are at one store. */
const EXPECTED: readonly string[] = ['storage-busy', 'model-not-found', 'model-incomplete'];

/** What a reader may be answered whose model is removed or replaced while it reads. */
const WHILE_GONE: readonly string[] = [...EXPECTED, 'file-truncated', 'file-missing', 'storage-failed'];

interface Described {
  readonly models: readonly { readonly id: string; readonly complete: boolean }[];
  readonly licences: readonly string[];
}

/** What has to be in a store by what its users were answered. */
export class Ledger {
  readonly name: string;
  readonly losses: string[] = [];
  readonly #hashes: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly #licences = new Set<string>();
  /** Finished, and nobody began to remove it since. */
  readonly #present = new Set<string>();
  readonly #removals = new Map<string, number>();
  readonly #answers = new Map<string, number>();

  readonly #log: (line: string) => void;

  constructor(name: string, repositories: ReadonlyMap<string, HubFiles>, log: (line: string) => void) {
    this.name = name;
    this.#log = log;
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    this.#hashes = new Map(
      [...repositories].map(([id, files]) => [id, new Map([...files].map(([path, bytes]) => [path, hash(bytes)]))]),
    );
  }

  /** How often something was begun that can take a model away. */
  removalsOf(model: string): number {
    return this.#removals.get(model) ?? 0;
  }

  summary(): string {
    return [...this.#answers]
      .toSorted()
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  }

  /** Somebody begins or ends what can take a model away: what was finished in between may be gone. */
  #taken(model: string): void {
    this.#present.delete(model);
    this.#count(this.#removals, model);
  }

  /** @returns what notes the answer */
  begin(command: Command, target: Ledger | undefined): (answer: Answer | undefined, who: string) => void {
    if (command.kind === 'describe') return () => {};
    const { kind, model } = command;
    const mayTake = kind === 'remove' || kind === 'move';
    const wasPresent = this.#present.has(model);
    // What is moved takes the place of a model that is there already, and may be unfinished.
    const taken = mayTake ? [this, ...(kind === 'move' && target ? [target] : [])] : [];
    const before = taken.map(ledger => {
      const isThere = ledger.#present.has(model);
      ledger.#taken(model);
      return { ledger, isThere, count: ledger.removalsOf(model) };
    });
    const removals = this.removalsOf(model);
    const removalsThere = target?.removalsOf(model);
    return (answer, who) => {
      const code = answer && 'code' in answer ? answer.code : undefined;
      this.#count(this.#answers, `${kind} ${answer ? (code ?? 'done') : 'killed'}`);
      const isUndisturbed = this.removalsOf(model) === removals;
      const isUndisturbedThere = target?.removalsOf(model) === removalsThere;
      for (const { ledger, isThere, count } of before) {
        if (code !== 'storage-busy') ledger.#taken(model);
        // Refused before anything was taken away.
        else if (isThere && ledger.removalsOf(model) === count) ledger.#present.add(model);
      }
      if (!answer) return;
      if ('code' in answer) {
        if (!(kind === 'read' || kind === 'verify' ? WHILE_GONE : EXPECTED).includes(answer.code)) {
          this.#lose(`${who}: ${kind} ${model}: ${answer.message} [${answer.code}]`);
        }
        return;
      }
      if (kind === 'add' && isUndisturbed) this.#present.add(model);
      if (kind === 'move' && wasPresent && target && isUndisturbedThere) target.#present.add(model);
      if (kind === 'accept') this.#licences.add(model);
      if (kind === 'read') this.#compare(model, answer.value as Record<string, string>, who);
      if (kind === 'verify' && isUndisturbed && wasPresent) this.#expectNoDamage(model, answer.value, who);
    };
  }

  #expectNoDamage(model: string, damaged: unknown, who: string): void {
    if (Array.isArray(damaged) && damaged.length > 0) {
      this.#lose(`${who}: ${model} is damaged: ${JSON.stringify(damaged)}`);
    }
  }

  #compare(model: string, hashes: Record<string, string>, who: string): void {
    for (const [path, hash] of Object.entries(hashes)) {
      if (this.#hashes.get(model)?.get(path) !== hash) this.#lose(`${who}: ${path} of ${model} has other bytes`);
    }
  }

  /** Asks somebody at the store, with nobody else at work, for everything that has to be there. */
  async check(actor: Actor): Promise<void> {
    const answer = await actor.tell({ kind: 'describe' });
    if (!answer || 'code' in answer) return this.#lose(`${actor.name}: cannot tell what is there`);
    const { models, licences } = answer.value as Described;
    for (const link of this.#licences) if (!licences.includes(link)) this.#lose(`the acceptance of ${link}`);
    for (const id of this.#present) {
      if (!models.find(model => model.id === id)?.complete) this.#lose(`${id}, which was finished`);
    }
    for (const { id, complete } of models) {
      if (!complete) continue;
      for (const kind of ['verify', 'read'] as const) {
        const result = await actor.tell({ kind, model: id });
        if (!result || 'code' in result) this.#lose(`${kind} ${id} at rest: ${JSON.stringify(result)}`);
        else if (kind === 'verify') this.#expectNoDamage(id, result.value, 'at rest');
        else this.#compare(id, result.value as Record<string, string>, 'at rest');
      }
    }
  }

  #count(of: Map<string, number>, what: string): void {
    of.set(what, (of.get(what) ?? 0) + 1);
  }

  #lose(what: string): void {
    this.losses.push(`${this.name}: ${what}`);
    this.#log(`LOST ${this.name}: ${what}`);
  }
}
