import { InvalidArgumentError } from 'commander';

/** Pixels, as options say them. */
export function size(text: string): { width: number; height: number } {
  const [, width, height] = /^(-?\d+)[x×](-?\d+)$/i.exec(text.trim()) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError('It must be WIDTHxHEIGHT in pixels, for example 1024x768.');
}
