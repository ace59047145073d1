import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assertLaw, insideOf, planned } from './law.fixture.ts';

const FOLDER = fileURLToPath(new URL('../cases/law/', import.meta.url));

interface Expected {
  readonly image: boolean | 'either';
  readonly pictures?: number;
  readonly inside?: string | readonly string[];
  readonly afterLine?: number;
  readonly beforeLine?: number;
  readonly prompt?: string | readonly string[];
  readonly prompts?: readonly string[];
  readonly notPrompt?: readonly string[];
  readonly alt?: string;
  readonly refusedLine?: number;
}

interface Case {
  readonly at: string | null;
  readonly files?: readonly string[];
  readonly expect: Expected;
}

const cases = readdirSync(FOLDER)
  .filter(name => name.endsWith('.cases.json'))
  .flatMap(name => {
    const list: readonly Case[] = JSON.parse(readFileSync(FOLDER + name, 'utf8'));
    return list.map((one): [string, string, Case] => [name.replace('.cases.json', ''), one.at ?? 'all of it', one]);
  });

function matches(text: string, wanted: string): boolean {
  const [, expression, flags] = /^\/(.*)\/(\w*)$/u.exec(wanted) ?? [];
  return expression === undefined ? text.includes(wanted) : new RegExp(expression, flags).test(text);
}

describe('documents of many kinds', () => {
  it.each(cases)('%s at %s', (name, _at, { at, files = [], expect: wanted }) => {
    const old = readFileSync(FOLDER + name, 'utf8');
    const result = planned(name, old, at, files);
    const prompts = result.pictures.map(({ prompt }) => prompt);
    if (wanted.image !== 'either') {
      expect([prompts.length, prompts]).toEqual([wanted.image ? (wanted.pictures ?? 1) : 0, prompts]);
    }
    assertLaw(old, result);
    const inside = result.pictures.map(picture => insideOf(result.text, picture.path));
    for (const [index, places] of [wanted.inside ?? []].flat().entries()) {
      expect(places.split('|')).toContain(inside[index]);
    }
    for (const text of [wanted.prompt ?? []].flat())
      expect(prompts[0], text).toSatisfy((p: string) => matches(p, text));
    for (const [index, text] of (wanted.prompts ?? []).entries()) {
      expect(prompts[index]).toSatisfy((p: string) => matches(p, text));
    }
    for (const text of wanted.notPrompt ?? []) for (const prompt of prompts) expect(prompt).not.toContain(text);
    if (wanted.alt !== undefined) expect(result.pictures[0]!.alt).toContain(wanted.alt);
    if (wanted.refusedLine !== undefined) expect(result.refused.map(({ line }) => line)).toContain(wanted.refusedLine);
    const [picture] = result.pictures;
    if (picture && wanted.afterLine !== undefined) {
      const kept = result.text.split(/\r?\n/u).slice(0, picture.line - 1);
      expect(kept.slice(0, wanted.afterLine)).toEqual(old.split(/\r?\n/u).slice(0, wanted.afterLine));
    }
    if (picture && wanted.beforeLine !== undefined) {
      const behind = old.split(/\r?\n/u).slice(wanted.beforeLine - 1);
      expect(result.text.split(/\r?\n/u).slice(picture.line).join('\n')).toContain(behind.join('\n'));
    }
    if (at !== null && prompts.length === 0) {
      expect([result.refused.length, result.edits.length, result.text]).toEqual([1, 0, old]);
    }
  });
});
