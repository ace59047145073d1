import { CATALOGUE } from '@sana-studio/models';
import { describe, expect, it } from 'vitest';
import type { ModelEntry } from '../../host.ts';
import { languages } from '../../locales/locales.fixture.ts';
import { catalogueEntry } from '../../models/model-entries.ts';
import { isHere, linkName, modelFacts, modelName } from './model-names.ts';
import { inFront } from './models-in-front.ts';

const ROOMY = { weights: 'int8', tier: '12gb' } as const;
const entries = CATALOGUE.map(model => catalogueEntry(model, ROOMY, []));
const DEMO: ModelEntry = { id: 'mini', title: 'Sana mini', demo: true, state: { kind: 'ready' } };

describe('the names of models', () => {
  it.each(languages)('tell each from all others in $language, without words of file formats', locale => {
    const words = entries.map(entry => [modelName(entry, locale), ...modelFacts(entry, locale)].join(' · '));
    expect(new Set(words).size).toBe(entries.length);
    expect(words.join(' ')).not.toMatch(/fp16|bf16|\.pth|diffusers/i);
    expect(modelName(entries.find(({ id }) => id === 'sana-0.6b-1024')!, locale)).toBe('Sana 0.6B');
    expect(modelName(DEMO, locale)).not.toBe('Sana mini');
  });

  it('says where a link leads', () => {
    const { texts } = languages[0]!;
    expect(linkName('https://huggingface.co/Efficient-Large-Model/Sana', languages[0]!)).toBe(
      texts.models.termsOfModel,
    );
    expect(linkName('https://ai.google.dev/gemma/terms', languages[0]!)).toBe(texts.models.termsOfGemma);
    expect(linkName('https://www.hub.example/terms', languages[0]!)).toBe('hub.example/terms');
    expect(linkName('https://huggingface.co.evil.example/a/b', languages[0]!)).toContain('evil.example');
  });
});

describe('what stands before the list of all models', () => {
  const better = entries.find(({ recommended }) => recommended)!;
  const other = entries.find(({ recommended }) => !recommended)!;
  const ids = (...args: Parameters<typeof inFront>) => {
    const { begun, offered } = inFront(...args);
    return [begun, offered].map(models => models.map(({ id }) => id));
  };
  const none = new Set<string>();

  it('is one better model as long as there is only a demo', () => {
    expect(ids([DEMO, ...entries], 'mini', none)).toEqual([[], [better.id]]);
    expect(ids([DEMO, { ...other, state: { kind: 'ready' } }, better], 'mini', none)).toEqual([[], []]);
  });

  it('is what is on its way, was stopped, failed, or is chosen and not here', () => {
    const arriving: ModelEntry = { ...better, removable: true, state: { kind: 'downloading', bytes: 2, done: 1 } };
    expect(ids([DEMO, arriving, other], 'mini', none)).toEqual([[better.id], []]);
    expect(ids([DEMO, { ...other, removable: true }, better], 'mini', none)).toEqual([[other.id], [better.id]]);
    expect(ids([DEMO, other, better], 'mini', new Set([better.id]))).toEqual([[better.id], []]);
    expect(ids([DEMO, other, better], other.id, none)).toEqual([[other.id], [better.id]]);
  });

  it('is nothing of one that can be used while the rest of it arrives', () => {
    const usable: ModelEntry = { ...better, inPart: {}, state: { kind: 'downloading', bytes: 2, done: 1 } };
    expect(isHere(usable)).toBe(true);
  });
});
