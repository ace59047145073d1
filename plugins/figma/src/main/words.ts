import { isAltText } from './alt-text.ts';
import type { Layer } from './api.ts';
import { cleaned } from './clean-text.ts';
import { read, type Unreadable } from './read.ts';

/** The text that a layer itself shows. */
export function textOf(layer: Layer, unreadable?: Unreadable): string {
  const words = read(layer, 'characters', unreadable) ?? read(layer, 'text', unreadable)?.characters;
  return cleaned(words ?? '');
}

/** What people have written at a layer, but for what its picture shows to those who cannot see it. */
export function annotationsOf(layer: Layer, unreadable?: Unreadable): string {
  const annotations = (read(layer, 'annotations', unreadable) ?? []).filter(annotation => !isAltText(annotation));
  return joined(annotations.map(({ label = '' }) => label));
}

/** Texts that a component takes. */
export function propertiesOf(layer: Layer, unreadable?: Unreadable): string {
  const properties = read(layer, 'componentProperties', unreadable) ?? {};
  const texts = Object.values(properties).filter(({ type }) => type === 'TEXT');
  return joined(texts.map(({ value }) => String(value)));
}

export function joined(parts: readonly string[]): string {
  return [...new Set(parts.map(cleaned).filter(Boolean))].join('\n');
}
