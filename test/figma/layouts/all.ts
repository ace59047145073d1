import { ABROAD } from './abroad.ts';
import { ASSORTED } from './assorted.ts';
import type { Layout } from './builders/answers.ts';
import { EVERYDAY } from './everyday.ts';
import { FRESH } from './fresh.ts';
import { PEOPLE } from './people.ts';
import { READING } from './reading.ts';
import { SHOPS } from './shops.ts';
import { TRAVEL } from './travel.ts';
import { UNTIDY } from './untidy.ts';

/** Pages of many kinds and languages, each with the right answer, which was written down before it was tried. */
export const LAYOUTS: readonly Layout[] = [
  ...TRAVEL,
  ...READING,
  ...PEOPLE,
  ...SHOPS,
  ...FRESH,
  ...UNTIDY,
  ...EVERYDAY,
  ...ABROAD,
  ...ASSORTED,
].map(make => make());
