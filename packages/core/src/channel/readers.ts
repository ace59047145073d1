// Readers for contracts: what a boundary that is not trusted lets through. Each throws a sentence. Schema libraries do the
// same for what is larger; these also run in Figma's sandbox, and cost nothing.

import type { Read } from './contract.ts';

/** For pipes whose both ends are one build: nothing is checked. */
export const anything: Read<never> = value => value as never;

export const nothing: Read<undefined> = () => undefined;

export function text(most = 100_000): Read<string> {
  return value => {
    if (typeof value === 'string' && value.length <= most) return value;
    throw new Error(`text of at most ${most} characters is wanted`);
  };
}

export const flag: Read<boolean> = value => {
  if (typeof value === 'boolean') return value;
  throw new Error('true or false is wanted');
};

export function number({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = {}): Read<number> {
  return value => {
    if (typeof value === 'number' && value >= min && value <= max) return value;
    throw new Error(`a number from ${min} to ${max} is wanted`);
  };
}

export const bytes: Read<Uint8Array<ArrayBuffer>> = value => {
  if (value instanceof Uint8Array) return value as Uint8Array<ArrayBuffer>;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new Error('bytes are wanted');
};

export function oneOf<const T extends string>(names: readonly T[]): Read<T> {
  return value => {
    const found = names.find(name => name === value);
    if (found !== undefined) return found;
    throw new Error(`one of ${names.join(', ')} is wanted`);
  };
}

/** Pipes leave out fields without a value, so both stand for none. */
export function optional<T>(read: Read<T>): Read<T | undefined> {
  return value => (value === undefined || value === null ? undefined : read(value));
}

export function listOf<T>(read: Read<T>, most = 10_000): Read<readonly T[]> {
  return value => {
    if (Array.isArray(value) && value.length <= most) return value.map(read);
    throw new Error(`a list of at most ${most} is wanted`);
  };
}

type ReadFields<Fields> = { readonly [Name in keyof Fields]: Fields[Name] extends Read<infer T> ? T : never };

/** Fields that are not named fall away. */
export function fields<Fields extends Readonly<Record<string, Read>>>(readers: Fields): Read<ReadFields<Fields>> {
  return value => {
    if (typeof value !== 'object' || value === null) throw new Error('an object is wanted');
    const given = new Map<string, unknown>(Object.entries(value));
    const read = Object.entries(readers).map(([name, reader]) => {
      try {
        return [name, reader(given.get(name))] as const;
      } catch (error) {
        throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    return Object.fromEntries(read.filter(([, field]) => field !== undefined)) as ReadFields<Fields>;
  };
}
