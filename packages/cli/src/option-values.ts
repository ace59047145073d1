import { InvalidArgumentError } from 'commander';

/** Reads a whole number within bounds. */
export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** As many at once as a group of servers takes, and no more than one that is alone bears. */
export const few = wholeNumber(1, 64);

/** What an option says that may be there several times. A list after one would take what follows along. */
export const together = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
