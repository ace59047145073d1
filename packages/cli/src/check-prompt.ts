import { freemem } from 'node:os';
import { type Judgement, type SafetyGuard, SanaError, SanaPipeline, safetyGuard } from '@sana-studio/core';
import { openAskerOf } from './asker.ts';
import { chooseRuntime } from './device.ts';
import type { DeviceChoice } from './device-option.ts';
import { linesOf, REPLACEMENT } from './input-lines.ts';
import { MEMORY_SHARE } from './memory-share.ts';
import { openModelArgument } from './model-argument.ts';
import { readPolicyArgument } from './policy.ts';
import { checkArgument } from './prompt-argument.ts';

export interface CheckPromptFlags {
  readonly policy: string;
  readonly model?: string;
  readonly device: DeviceChoice;
  readonly json?: boolean;
  readonly jsonLines?: boolean;
}

/** `sana check-prompt`: tells of each line what the safety policy makes of it. */
export async function checkPrompt(words: readonly string[], flags: CheckPromptFlags): Promise<void> {
  const guard = await safetyGuard(await readPolicyArgument(flags.policy));
  const hasLook = guard.probe !== undefined || guard.question !== undefined;
  const isLooking = hasLook && flags.model !== undefined;
  if (hasLook && !isLooking) {
    process.stderr.write('The policy has a second look, which needs --model: here words alone decide.\n');
  }
  const looking = isLooking ? await openPipeline(flags.model, flags.device, guard) : undefined;
  try {
    await checkLines(words, flags, guard, looking);
  } finally {
    await looking?.dispose();
  }
}

async function openPipeline(wanted: string | undefined, device: DeviceChoice, guard: SafetyGuard) {
  const { model, name } = await openModelArgument(wanted);
  const options = { name, guard, asker: await openAskerOf(guard), memoryBudget: freemem() * MEMORY_SHARE };
  return new SanaPipeline(await chooseRuntime(device), model, options);
}

async function checkLines(
  words: readonly string[],
  flags: CheckPromptFlags,
  guard: SafetyGuard,
  looking: SanaPipeline | undefined,
): Promise<void> {
  const counts = { prompts: 0, changed: 0, refused: 0 };
  let number = 0;
  for await (const line of words.length > 0 ? [checkArgument(words.join(' '))] : typed()) {
    number += 1;
    if (flags.jsonLines && line.trim() === '') continue;
    if (line.includes(REPLACEMENT))
      process.stderr.write(`Line ${number} is not all text: ${REPLACEMENT} stands for what could not be read.\n`);
    const prompt = flags.jsonLines ? escaped(line, number) : line;
    const judgement = guard.judge(prompt, await looking?.look(prompt));
    counts.prompts += 1;
    if (judgement.refused) counts.refused += 1;
    else if (judgement.text !== prompt) counts.changed += 1;
    const told = flags.json || flags.jsonLines ? asJson(prompt, judgement) : asText(prompt, judgement);
    if (!process.stdout.write(`${told}\n`)) await new Promise(resolve => process.stdout.once('drain', resolve));
  }
  const { prompts, changed, refused } = counts;
  const all = prompts === 1 ? '1 prompt' : `${prompts} prompts`;
  process.stderr.write(`${all}: ${changed} changed, ${refused} refused.\n`);
}

function typed(): AsyncGenerator<string> {
  if (process.stdin.isTTY) process.stderr.write('Type prompts, one a line; Ctrl-D ends it.\n');
  return linesOf(process.stdin);
}

/** A prompt of several lines is written as a JSON string. */
function escaped(line: string, number: number): string {
  try {
    const prompt: unknown = JSON.parse(line);
    if (typeof prompt === 'string') return prompt;
  } catch {
    // said below
  }
  throw new SanaError('request-invalid:json-line', { line: number });
}

function asJson(prompt: string, { text, refused, hits }: Judgement): string {
  const told = hits.map(hit => ({ text: hit.text, category: hit.category, language: hit.language, sure: hit.sure }));
  return JSON.stringify({ prompt, text, changed: text !== prompt, refused, hits: told });
}

function asText(prompt: string, { text, refused, hits, spared }: Judgement): string {
  if (hits.length === 0) {
    const kept = spared.length > 0 ? `  (harmless all the same: ${spared.map(hit => `“${hit.text}”`).join(', ')})` : '';
    return `kept     ${prompt}${kept}`;
  }
  const why = hits.map(hit => `“${hit.text}”: ${hit.category}, ${hit.language}`).join('; ');
  return `${refused ? 'refused ' : 'changed '} ${text}  (${why})`;
}
