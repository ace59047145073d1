import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LISTING, LISTING_LIMITS, listingText } from './listing.ts';

const file = (name: string) => readFileSync(`plugins/figma/listing/${name}`);

it('fits into the form, and has not the name of Figma in its own', () => {
  expect(LISTING.name).not.toMatch(/figma/i);
  expect(LISTING.tagline.length).toBeLessThanOrEqual(LISTING_LIMITS.tagline);
  expect(LISTING.tags.length).toBeLessThanOrEqual(LISTING_LIMITS.tags);
});

it.each(['cover', 'icon'] as const)('has a %s of the size that is asked for', name => {
  const png = file(`${name}.png`);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(LISTING_LIMITS[name]);
});

it('is written down as it is here', () => {
  expect(file('listing.md').toString()).toBe(listingText(LISTING));
});
