import { expect, it } from 'vitest';
import type { ModelEntry, PanelHost, PromptOffer } from '../host.ts';
import { en } from '../locales/en.ts';
import { localeFor } from '../locales/locales.ts';
import { fakeHost } from './host.fixture.ts';
import { outlookOf } from './outlook.ts';
import { wantedNow } from './rows.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';
import { outlookWords, standsAgainstWords } from './view/outlook-words.ts';

const place = (label: string, more: Partial<PromptOffer> = {}): PromptOffer => ({
  ...{ id: label, label, prompt: `of ${label}` },
  ...more,
});
const filling: Partial<PanelHost> = {
  prompts: { way: (_, { place = 'fill' }) => place as 'fill', current: async () => [], subscribe: () => () => {} },
};

function told(changes: Partial<PanelState>, { count = 1, choices = {} } = {}, host = filling) {
  const state = { ...INITIAL_STATE, ...changes, form: { ...INITIAL_STATE.form, model: 'm', count, choices } };
  const outlook = outlookOf(state, fakeHost(host));
  const against = standsAgainstWords(outlook, state.notes, localeFor('en'));
  return [outlookWords(outlook, en), ...against, ...(outlook.obstacle ? ['(not)'] : [])];
}

it.each([
  ['Make a picture', [], {}],
  ['Make 4 pictures', [], { count: 4 }],
  ['Fill Hero', [place('Hero')], {}],
  ['Make 4 pictures for Hero', [place('Hero')], { count: 4 }],
  ['Make a picture beside Hero', [place('Hero')], { choices: { place: 'beside' } }],
  ['Make a picture in place of Hero', [place('Hero')], { choices: { place: 'replace' } }],
  ['Make a picture for Hero', [place('Hero')], { choices: { place: 'later' } }],
  ['Make 10 pictures', Array.from({ length: 10 }, (_, i) => place(`Card ${i}`)), {}],
  ['Make 3 pictures', [...'abc'].map(label => place(label)).concat(place('all', { repeats: true })), {}],
])('says what it will do, and where: %s', (words, offers, options) => {
  expect(told({ offers }, options)).toEqual([words]);
});

it('counts the combinations of alternatives, and says which are not made', () => {
  const prompt = (words: string) => ({ offers: [place('Hero', { prompt: words })] });
  expect(told(prompt('a {red|blue} fox'))).toEqual(['Make 2 pictures for Hero']);
  expect(told(prompt('a {red|blue} fox'), { count: 2 })).toEqual(['Make 4 pictures for Hero']);
  const [words, left] = told(prompt('{a|b|c} {a|b|c} {a|b|c} {a|b|c} fox'));
  expect(words).toBe('Make 64 pictures for Hero');
  expect(left).toContain('81 prompts; the first 64');
});

it('makes combinations of one prompt with one seed', () => {
  let seed = 0;
  const state = { ...INITIAL_STATE, offers: [place('a', { prompt: '{x|y}' }), place('b')] };
  expect(wantedNow(state, () => ++seed).map(wanted => [wanted.words, wanted.seed, wanted.target?.id])).toEqual([
    ['x', 1, 'a'],
    ['y', 1, 'a'],
    ['of b', 2, 'b'],
  ]);
});

it('says what stands against it before anything is computed', () => {
  const locked = place('Logo', { leftOut: 'It is locked.' });
  expect(told({ offers: [locked] })).toEqual(['Make a picture', 'It is locked.', '(not)']);
  expect(told({ offers: [place('Hero'), locked] })).toEqual(['Fill Hero', 'One place is left out.']);
  const wordless = [place('a'), place('b', { prompt: '' }), place('c')];
  expect(told({ offers: wordless })).toEqual(['Make 2 pictures', 'One place has no words and is left out.']);
  expect(told({ notes: ['Nothing is selected.'] })).toEqual(['Make a picture', 'Nothing is selected.']);
});

it('says that the model is not here, and does not begin what its terms stand against', () => {
  const model = (state: ModelEntry['state']): Partial<PanelState> => ({ models: [{ id: 'm', title: 'Large', state }] });
  const links = ['https://terms.example'];
  expect(told(model({ kind: 'needs-download', bytes: 3e9, done: 1e9 }))).toEqual([
    'Make a picture',
    'First Large is fetched: 2 GB.',
  ]);
  expect(told(model({ kind: 'needs-download', bytes: 3e9, licences: links })).at(-1)).toBe('(not)');
  expect(told(model({ kind: 'unsupported', reason: { needed: 5e9, available: 3e9 } }))).toEqual([
    'Make a picture',
    'Needs about 5 GB of memory; at most 3 GB can be used here.',
    '(not)',
  ]);
});
