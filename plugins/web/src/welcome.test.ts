import { describe, expect, it } from 'vitest';
import { isWelcome } from './welcome.ts';

const OWN = 'https://sana.example';
const FIGMA = 'https://www.figma.com';
const OTHER = 'https://evil.example';

describe('the engine page', () => {
  it.each([
    ["Figma's plugin, as Figma nests it", 'null', ['null', FIGMA, FIGMA], OWN],
    ['a page of Figma', FIGMA, [FIGMA], OWN],
    ['a page of its own site', OWN, [OWN], OWN],
    ['a page without an origin, alone', 'null', ['null'], OWN],
    ['a plugin in a browser that does not tell', 'null', undefined, OWN],
    [
      'a plugin in a Figma that is played on this machine',
      'null',
      ['null', 'http://127.0.0.1:9'],
      'http://localhost:5180',
    ],
  ])('answers %s', (_, parent, ancestors, own) => {
    expect(isWelcome(parent, ancestors, own)).toBe(true);
  });

  it.each([
    ['another site', OTHER, [OTHER], OWN],
    ['another site that has a page without an origin around it', 'null', ['null', OTHER], OWN],
    ['another site with Figma in a frame', 'null', ['null', FIGMA, OTHER], OWN],
    ['another site that its own site is in', OWN, [OWN, OTHER], OWN],
    ['another site, of a page on this machine', 'null', ['null', OTHER], 'http://localhost:5180'],
    [
      'another page of this machine, directly',
      'http://127.0.0.1:5180',
      ['http://127.0.0.1:5180'],
      'http://localhost:5180',
    ],
    ['this machine, of a hosted page', 'null', ['null', 'http://localhost:9'], OWN],
    [
      'a site whose name begins like this machine',
      'null',
      ['null', 'http://localhost.evil.example'],
      'http://localhost:5180',
    ],
  ])('does not answer %s', (_, parent, ancestors, own) => {
    expect(isWelcome(parent, ancestors, own)).toBe(false);
  });
});
