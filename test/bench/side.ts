import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

export type Command =
  | { readonly command: 'picture'; readonly prompt: string; readonly size: number; readonly steps: number }
  | { readonly command: 'decode'; readonly size: number }
  /** With `integers` large products in eight bits, as in the quality `fast`; the reference has no such thing. */
  | { readonly command: 'step'; readonly size: number; readonly integers?: boolean };

export interface Duration {
  readonly seconds: number;
  /** Of all threads of the process. */
  readonly cpuSeconds: number;
}

/** A process that computes with one of the two implementations; it stays warm between commands. */
export class Side {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #lines: Interface;

  constructor(program: string, parameters: readonly string[]) {
    this.#process = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#process.stdout! });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  async run(command: Command): Promise<Duration> {
    this.#process.stdin!.write(`${JSON.stringify(command)}\n`);
    return JSON.parse(await this.line());
  }

  /** The next line that the process writes. @throws when it ends instead */
  async line(): Promise<string> {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.#process.spawnargs.join(' ')} ended early; what it said is above.`);
    return value;
  }

  async close(): Promise<void> {
    const ended = new Promise(resolve => this.#process.once('close', resolve));
    this.#process.stdin!.end();
    await ended;
  }
}

export interface Comparison {
  readonly ours: Duration;
  readonly reference: Duration;
}

/** Both sides in turn, so that whatever else the machine does weighs on both; the first round only warms up. */
export async function compare(
  ours: Side,
  reference: Side,
  rounds: number,
  command: (round: number) => Command,
  commandOfReference = command,
): Promise<Comparison> {
  const durations: Comparison[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = {
      ours: await ours.run(command(round)),
      reference: await reference.run(commandOfReference(round)),
    };
    if (round > 0) durations.push(pair);
  }
  const median = (side: keyof Comparison, key: keyof Duration) => {
    const sorted = durations.map(duration => duration[side][key]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)]!;
  };
  const medians = (side: keyof Comparison) => ({
    seconds: median(side, 'seconds'),
    cpuSeconds: median(side, 'cpuSeconds'),
  });
  return { ours: medians('ours'), reference: medians('reference') };
}
