import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readForeign } from './foreign.ts';

const schema = z.object({ layers: z.array(z.object({ size: z.int() })), kind: z._default(z.enum(['a', 'b']), 'a') });

it('gives the value with its defaults', () => {
  expect(readForeign(schema, { layers: [{ size: 1 }] })).toEqual({
    fits: true,
    value: { layers: [{ size: 1 }], kind: 'a' },
  });
});

it.each([
  [{ layers: [{ size: 1 }, {}] }, 'layers.1.size', 'Invalid input: expected number, received undefined'],
  [{ layers: [], kind: 'c' }, 'kind', 'Invalid option: expected one of "a"|"b"'],
  [undefined, '', 'Invalid input: expected object, received undefined'],
])('names the first field of %j that does not fit, and says why', (value, field, problem) => {
  expect(readForeign(schema, value)).toEqual({ fits: false, field, problem });
});
