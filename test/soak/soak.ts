import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { startServer } from '../browser/server.ts';
import { type HubFiles, TestHub } from '../hub/hub.ts';
import { readRepository } from '../hub/repository.ts';
import { type Actor, ProcessActor, WindowActor } from './actors.ts';
import { bundled, hasNamespaces } from './contenders.ts';
import { Ledger } from './ledger.ts';
import type { Command } from './obey.ts';

export interface SoakOptions {
  readonly seconds: number;
  /** Of the choices; scheduling makes each run different all the same. */
  readonly seed: number;
  readonly log: (line: string) => void;
}

const REPOSITORIES = ['soak/one', 'soak/two', 'soak/three'] as const;

/** Models that share their text encoder and autoencoder. */
function repositories(): Map<string, HubFiles> {
  const files = readRepository('test/reference/sana/model');
  const path = 'transformer/diffusion_pytorch_model.safetensors';
  return new Map(
    REPOSITORIES.map((name, index) => {
      const transformer = files.get(path)!.slice();
      transformer[transformer.length - 1]! ^= index;
      return [name, new Map([...files, [path, transformer]])];
    }),
  );
}

/** mulberry32. @returns numbers in [0, 1) */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Commands, each as often as it is chosen. */
const KINDS: readonly Command['kind'][] = [
  ...(['add', 'add', 'add', 'add', 'read', 'read'] as const),
  ...(['verify', 'accept', 'remove', 'move'] as const),
];

/** A round ends with everybody at rest, and a look at what is there. */
const ROUND_SECONDS = 8;

/**
 * Lets several at one store do what they like, kills and freezes them in the middle, and looks again and again whether
 * anything was lost.
 * @returns what was lost or wrong, one line each
 */
export async function soak({ seconds, seed, log }: SoakOptions): Promise<readonly string[]> {
  const random = seeded(seed);
  const choose = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const directory = await mkdtemp(join(tmpdir(), 'sana-soak-'));
  const hub = await TestHub.start({ repositories: repositories(), pace: 2 });
  const server = await startServer({ soak: directory });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments({ webgpu: false }),
  });
  const context = await browser.newContext();
  try {
    const script = await bundled('test/soak/process.ts', directory);
    await build({
      entryPoints: { worker: 'test/soak/worker.ts' },
      outdir: directory,
      bundle: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
    });
    await writeFile(join(directory, 'empty.html'), '<!doctype html><title>soak</title>');
    const places = [join(directory, 'a'), join(directory, 'b')] as const;
    await mkdir(places[0]);
    const back = [places[1], places[0]] as const;
    const isApart = hasNamespaces();
    const page = `${server.url}/soak/empty.html`;
    const worker = '/soak/worker.js';
    const disk = new Ledger('disk', hub.options.repositories, log);
    const moved = new Ledger('moved', hub.options.repositories, log);
    const opfs = new Ledger('browser', hub.options.repositories, log);
    const groups: readonly (readonly [Actor, Ledger, Ledger | undefined])[] = [
      [new ProcessActor('process 1', script, places, false), disk, moved],
      [new ProcessActor('process 2', script, places, false), disk, moved],
      [new ProcessActor('container', script, places, isApart), disk, moved],
      [new ProcessActor('process 3', script, back, false), moved, disk],
      [new WindowActor('window 1', context, page, worker), opfs, undefined],
      [new WindowActor('window 2', context, page, worker), opfs, undefined],
    ];
    let links = 0;
    function next(): Command {
      const kind = choose(KINDS);
      const model = choose(REPOSITORIES);
      if (kind === 'add') return { kind, model, hub: hub.url, offline: random() < 0.3 };
      if (kind === 'accept') return { kind, model: `https://example.com/${links++}` };
      return kind === 'describe' ? { kind } : { kind, model };
    }

    const counts = { commands: 0, kills: 0, freezes: 0, rounds: 0 };
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      const roundEnd = Math.min(end, performance.now() + ROUND_SECONDS * 1000);
      const act = async ([actor, here, there]: (typeof groups)[number]) => {
        while (performance.now() < roundEnd) {
          const command = next();
          if (command.kind === 'move' && !there) continue;
          const settle = here.begin(command, there);
          settle(await actor.tell(command), actor.name);
          counts.commands++;
        }
      };
      const disturb = async () => {
        while (performance.now() < roundEnd) {
          await sleep(200 + random() * 1000);
          const [actor] = choose(groups);
          if (random() < 0.6) {
            counts.kills++;
            await actor.kill();
          } else {
            counts.freezes++;
            await actor.freeze(200 + random() * 1500);
          }
        }
      };
      await Promise.all([...groups.map(act), disturb()]);
      // With nobody disturbed: everything that should be here is, and every byte of it is right.
      await groups[0]![1].check(groups[0]![0]);
      await groups[3]![1].check(groups[3]![0]);
      await groups[4]![1].check(groups[5]![0]);
      hub.requests.length = 0;
      counts.rounds++;
      if (counts.rounds % 10 === 0) log(words(counts, [disk, moved, opfs]));
    }
    log(words(counts, [disk, moved, opfs]));
    await Promise.all(groups.map(([actor]) => actor.kill()));
    return [disk, moved, opfs].flatMap(ledger => ledger.losses);
  } finally {
    await browser.close();
    server.close();
    await hub.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function words(counts: Readonly<Record<string, number>>, ledgers: readonly Ledger[]): string {
  const all = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  const answers = ledgers.map(ledger => `${ledger.name}: ${ledger.summary()}`);
  const lost = ledgers.reduce((sum, { losses }) => sum + losses.length, 0);
  return `${all.join(', ')}; lost or wrong: ${lost}\n  ${answers.join('\n  ')}`;
}
