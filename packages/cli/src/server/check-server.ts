import { safetyGuard } from '@sana-studio/core';
import { harmless } from '@sana-studio/core/errors';
import { PICTURE_TYPES, type ServerTrial, TRIAL_SIZE, tryServer } from '@sana-studio/serving';
import { interruptible } from '../interruption.ts';
import { engineName } from './generate-on-server.ts';
import { serverEngines } from './server-engine.ts';

export interface CheckServerFlags {
  readonly model?: string;
  readonly json?: boolean;
}

/** `sana check-server`: two small pictures from a server, and what they tell of it. */
export async function checkServer(address: string, { model, json }: CheckServerFlags): Promise<void> {
  const engine = (await serverEngines(address, await safetyGuard('designer')))();
  process.stderr.write('Drawing two small pictures there …\n');
  const trial = await interruptible(signal => tryServer(engine, model, signal));
  process.stdout.write(json ? `${JSON.stringify(report(trial))}\n` : told(trial));
}

function report({ model, size, seed, seconds, format }: ServerTrial) {
  const { host, server, defaults, recognised } = model;
  const models = server.models.map(({ id }) => id ?? null);
  return {
    host,
    engine: server.dialect,
    models,
    model: defaults.model,
    recognised,
    size,
    seed,
    format,
    seconds: Number(seconds.toFixed(2)),
  };
}

function told({ model, size, seed, seconds, format }: ServerTrial): string {
  const { host, server, defaults, recognised } = model;
  const { width, height, steps } = defaults;
  const name = harmless(defaults.model);
  const sizes = {
    'as-asked': 'as asked for',
    swapped: 'WIDTH AND HEIGHT CHANGE PLACES: pictures would have the wrong sides',
  };
  const lines = [
    ['server', `${host}, ${engineName(server.dialect)}`],
    ['model', recognised ? `${name}: ${width} × ${height} px, ${steps} steps` : `${name}, which is not known here`],
    [
      'size',
      typeof size === 'string'
        ? sizes[size]
        : `${size.width} × ${size.height} instead of ${TRIAL_SIZE.width} × ${TRIAL_SIZE.height}`,
    ],
    [
      'seed',
      seed === 'same' ? 'the same seed makes the same picture' : 'THE SAME SEED MAKES ANOTHER PICTURE each time',
    ],
    ['format', `${PICTURE_TYPES[format]}${format === 'image/png' ? '' : ', which may have lost a little'}`],
    ['time', `${seconds.toFixed(1)} s for a small picture`],
    ['preview', 'none: a server sends finished pictures'],
  ];
  return lines.map(([name, words]) => `${name!.padEnd(8)}${words}\n`).join('');
}
