import { expect, it } from 'vitest';
import { webAddress } from './remote.ts';

it.each([
  ['https://hub.example', 'https://hub.example'],
  [' http://localhost:8080/hf// ', 'http://localhost:8080/hf'],
  ['hub.example', undefined],
  ['ftp://hub.example', undefined],
  ['https://', undefined],
  ['', undefined],
])('%j is the address %j', (text, expected) => expect(webAddress(text)).toBe(expected));
