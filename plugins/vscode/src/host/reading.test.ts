import { readingSteps } from '@sana-studio/documents';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TextDocument } from 'vscode';
import { DocumentReader } from '../reading/document-reader.ts';
import { readingWith } from '../reading.fixture.ts';
import { type Document, open, reset } from '../vscode.fixture.ts';

const asDocument = (document: Document) => document as unknown as TextDocument;

/** A reader, and the texts that it has parsed. */
function counting() {
  const parsed: string[] = [];
  const reader = new DocumentReader(function* (document) {
    parsed.push(document.text);
    yield;
    return yield* readingSteps(document);
  });
  return { parsed, reading: readingWith(reader) };
}

beforeEach(reset);

describe('a document', () => {
  const TEXT = '# Sea\n\nA lighthouse.\n\n![a boat]()\n';

  it('is parsed once for each version, whoever asks', async () => {
    const { reading, parsed } = counting();
    const document = open('file:///notes/a.md', TEXT);
    const at = TEXT.indexOf('light');
    const asked = () =>
      Promise.all([
        reading.askQuietly(asDocument(document), 'requestsIn', 9),
        reading.askQuietly(asDocument(document), 'promptAt', { start: at, end: at }),
        reading.ask(asDocument(document), 'sectionAt', at),
        reading.ask(asDocument(document), 'sectionsOf'),
      ]);
    const [places, found, section, sections] = await asked();
    expect(places).toMatchObject({ first: [{ start: TEXT.indexOf('![') }], count: 1 });
    expect(found).toMatchObject({ prompt: 'A lighthouse.' });
    expect(section).toMatchObject({ kind: 'section' });
    expect(sections).toHaveLength(1);
    await asked();
    expect(parsed).toHaveLength(1);
    document.text = `New.\n\n${TEXT}`;
    document.version++;
    await asked();
    await asked();
    expect(parsed).toHaveLength(2);
  });

  it('is no longer read when it has changed, except for who waits for it', async () => {
    const { reading, parsed } = counting();
    const document = open('file:///notes/a.md', 'Words of a book.\n\n'.repeat(20_000));
    const change = () => {
      document.text = `x${document.text}`;
      document.version++;
    };
    const quiet = reading.askQuietly(asDocument(document), 'requestsIn', 9);
    change();
    const patient = reading.ask(asDocument(document), 'promptAt', { start: 0, end: 0 });
    change();
    const last = reading.askQuietly(asDocument(document), 'promptAt', { start: 0, end: 0 });
    expect(await quiet).toBeUndefined();
    expect(await patient).toMatchObject({ prompt: 'xWords of a book.' });
    expect(await last).toMatchObject({ prompt: 'xxWords of a book.' });
    expect(parsed).toHaveLength(3);
  });

  it('that is opened again is another one, though its versions are counted anew', async () => {
    const { reading } = counting();
    const before = asDocument(open('file:///notes/a.md', 'a fox'));
    await reading.ask(before, 'promptAt', { start: 1, end: 1 });
    const now = asDocument(open('file:///notes/a.md', 'an owl'));
    // somebody holds the old one still
    await reading.ask(before, 'promptAt', { start: 1, end: 1 });
    expect(now.version).toBe(before.version);
    expect((await reading.ask(now, 'promptAt', { start: 1, end: 1 }))?.prompt).toBe('an owl');
  });

  it('is read again when many others were read meanwhile', async () => {
    const { reading } = counting();
    const documents = Array.from({ length: 12 }, (_, i) => open(`file:///notes/${i}.md`, `Words ${i}.`));
    for (const document of [...documents, ...documents]) {
      expect(await reading.ask(asDocument(document), 'promptAt', { start: 0, end: 0 })).toBeDefined();
    }
  });
});

describe('a document past the budget', () => {
  it.each([
    ['of ten megabytes', 'Some words about a lighthouse.\n\n'.repeat(330_000)],
    ['with lists in one another', Array.from({ length: 1000 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
    ['of quotations in one another', `${'> '.repeat(16_000)}A lighthouse.`],
  ])('still gives its selected words, says why nothing else, and is told of: %s', async (_, text) => {
    const { reading } = counting();
    const document = asDocument(open('file:///notes/a.md', text));
    const told: string[] = [];
    reading.onTooLong(({ uri }) => told.push(uri.path));
    const end = text.trimEnd().length;
    const selected = text.slice(end - 8, end);
    expect(await reading.ask(document, 'promptAt', { start: end - 8, end })).toMatchObject({ prompt: selected.trim() });
    await expect(reading.ask(document, 'sectionsOf')).rejects.toMatchObject({ code: 'over-budget' });
    expect(told).toEqual([]);
    expect(await reading.askQuietly(document, 'requestsIn', 9)).toBeUndefined();
    expect(told).toEqual(['/notes/a.md']);
  });
});
