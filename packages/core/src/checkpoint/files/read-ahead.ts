import type { ByteSource } from '../tensors/tensors.ts';
import { assertInside } from './source.ts';

/** Bytes that are read in place of fewer: a request costs about as much as these. */
const LEAST = 64 * 2 ** 10;
/** The most that is read before it is asked for, in bytes. */
const MOST = 16 * 2 ** 20;
/** How many stretches are remembered. */
const KEPT = 3;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly bytes: Promise<Uint8Array>;
}

/**
 * The same source in fewer and larger reads, for places where every read takes a while. As long as reads follow one
 * another, twice as much is read each time; a read elsewhere takes hardly more than what it asks for.
 */
export function readAhead(source: ByteSource): ByteSource {
  const { label, size } = source;
  let stretches: readonly Stretch[] = [];
  let length = LEAST;

  function begin(from: number, wanted: number): Stretch {
    const follows = stretches.some(known => from >= known.from && from <= known.to + length);
    length = follows ? Math.min(length * 2, MOST) : LEAST;
    const to = Math.min(from + Math.max(wanted, length), size);
    const stretch = { from, to, bytes: source.read(from, to - from) };
    stretches = [...stretches.slice(1 - KEPT), stretch];
    stretch.bytes.catch(() => {
      stretches = stretches.filter(other => other !== stretch);
    });
    return stretch;
  }

  return {
    ...source,
    async read(offset, wanted) {
      assertInside(label, size, offset, wanted);
      const known = stretches.find(({ from, to }) => offset >= from && offset + wanted <= to);
      const { from, bytes } = known ?? begin(offset, wanted);
      return (await bytes).slice(offset - from, offset - from + wanted);
    },
  };
}
