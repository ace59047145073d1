import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readServerReference, serverReference } from './reference.ts';

it('names any model of any server, and is read as what it names', () => {
  fc.assert(
    fc.property(fc.constantFrom('http://gpu:30000', 'https://a.example/sana'), fc.string(), (server, name) => {
      const model = name || undefined;
      expect(readServerReference(serverReference({ server, model }))).toEqual({ server, model });
    }),
  );
});

it.each([
  'sana-mini',
  'owner/name',
  'https://models.example/folder',
  'ftp://a#b',
  'https://a:b@c#d',
  'https://a?key=1#d',
  '#',
])('%s names none', id => expect(readServerReference(id)).toBeUndefined());
