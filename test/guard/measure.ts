// npm run measure:guard: all figures of the guard, as docs/safety.md tells them. With --wrong, what was wrongly changed or missed.

import { safetyGuard } from '@sana-studio/core';
import {
  changed,
  disguiseRates,
  glosses,
  labelledRates,
  milliseconds,
  percent,
  placeNames,
  type Rate,
} from './measures.ts';
import { LOREM_IPSUM, ORDINARY } from './ordinary.ts';

const showWrong = process.argv.includes('--wrong');

function tell(what: string, rate: Rate): void {
  const figures = `${rate.hits} of ${rate.of.toLocaleString('en')}`.padStart(16);
  process.stdout.write(`${what.padEnd(34)}${figures}  ${percent(rate).toFixed(1).padStart(6)} %\n`);
  if (showWrong) for (const prompt of rate.wrong.slice(0, 200)) process.stdout.write(`    ${prompt}\n`);
}

const guard = await safetyGuard();
for (const part of ['work', 'closing', 'fresh'] as const) {
  process.stdout.write(`\nLabelled prompts, ${part}\n`);
  for (const [language, { innocent, policy, school }] of await labelledRates(part)) {
    tell(`${language}: innocent changed`, innocent);
    tell(`${language}: in policy caught`, policy);
    tell(`${language}: of a school caught`, school);
  }
}
process.stdout.write('\nDisguises caught, words of ten languages\n');
for (const [name, { all, byLanguage }] of disguiseRates(guard)) {
  tell(name, all);
  process.stdout.write(
    `    ${[...byLanguage].map(([language, { hits, of }]) => `${language} ${hits}/${of}`).join('  ')}\n`,
  );
}
process.stdout.write('\nOrdinary text changed\n');
tell('picture prompts', changed(guard, ORDINARY));
tell('lorem ipsum', changed(guard, [LOREM_IPSUM]));
tell('place names', changed(guard, placeNames()));
tell('explanations of nouns', changed(guard, glosses()));
process.stdout.write('\nMilliseconds for 10,000 characters\n');
for (const piece of [
  'a cyberpunk cat with a neon sign that says "sana", ',
  '打工人在城市里，性能与性价比，',
  'fuck ',
  'f*',
]) {
  const time = milliseconds(guard, piece.repeat(10_000).slice(0, 10_000));
  process.stdout.write(`${piece.slice(0, 32).padEnd(34)}${time.toFixed(1).padStart(16)}\n`);
}
