import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { COMPLEX_HUMAN_INSTRUCTION } from './instruction.ts';

test('the instruction is the official text, byte for byte', () => {
  const text = COMPLEX_HUMAN_INSTRUCTION.join('\n');
  expect(Buffer.byteLength(text)).toBe(1057);
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    '48290080bb4fd4a264bdc81d0647ac0221359a36506e2b3e954616d6cb48c3da',
  );
});
