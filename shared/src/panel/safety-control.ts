import { allowing, type SafetyPolicy } from '@sana-studio/core';
import type { PanelSafety, SafetyNow } from '../host.ts';
import { personSafety } from '../safety/person-safety.ts';
import { readPolicyFile } from '../safety/policy-file.ts';
import type { Panel } from './effects.ts';
import { Observed } from './observed.ts';

/** The policy about inappropriate words, as the panel shows and changes it. What is changed holds from the next picture on. */
export class SafetyControl {
  readonly #panel: Panel;
  readonly #safety: PanelSafety;
  #stopWatching: (() => void) | undefined;
  /** Undefined until it is known. */
  readonly now = new Observed<SafetyNow | undefined>(undefined);
  /** What it was before the last file was taken over, to go back to. */
  readonly before = new Observed<SafetyPolicy | undefined>(undefined);

  constructor(panel: Panel) {
    this.#panel = panel;
    this.#safety = panel.host.safety ?? personSafety(panel.host.storage);
  }

  /** Whether it can be changed here. */
  get isOpen(): boolean {
    return this.#safety.change !== undefined && this.now.value?.fixedBy === undefined;
  }

  /** Whether words can be kept. */
  get keepsWords(): boolean {
    const { change, keep } = this.#safety;
    return (change ?? keep) !== undefined && this.now.value?.fixedBy === undefined;
  }

  /** Shows where it is set, if that is not here. */
  get openElsewhere(): (() => Promise<void>) | undefined {
    return this.#safety.open;
  }

  /**
   * Shows what holds, from then on. What cannot be asked is not known yet: whoever makes a model ready or draws asks the same, and
   * says why it cannot.
   */
  async look(): Promise<void> {
    this.#stopWatching ??= this.#safety.watch?.(() => void this.look());
    const now = await this.#safety.now().catch(() => undefined);
    if (now) this.now.set(now);
  }

  dispose(): void {
    this.#stopWatching?.();
  }

  /** @returns whether that could be kept */
  async change(policy: SafetyPolicy): Promise<boolean> {
    return this.#try(async () => {
      await this.#safety.change?.(policy);
      this.before.set(undefined);
      this.now.set(await this.#safety.now());
    });
  }

  /** Keeps a word from the next picture on. @returns whether that could be stored */
  async keep(word: string): Promise<boolean> {
    return this.#try(async () => {
      const { policy } = await this.#safety.now();
      if (this.#safety.keep) await this.#safety.keep(word);
      else await this.#safety.change?.(allowing(policy, [word]));
      this.now.set(await this.#safety.now());
    });
  }

  /** Takes the policy of a file over. @returns whether it could be used */
  async open(file: Pick<File, 'name' | 'text'>): Promise<boolean> {
    const before = this.now.value?.policy;
    return this.#try(async () => {
      const policy = readPolicyFile(await file.text(), file.name);
      if (await this.change(policy)) this.before.set(before);
    });
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
      return false;
    }
  }
}
