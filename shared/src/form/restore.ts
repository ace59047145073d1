import { fieldOf } from '@sana-studio/core/request';
import type { ChosenOptions } from '../host.ts';
import {
  type Form,
  MODEL_CHOICES,
  MOST_VARIANTS,
  OPTIONAL,
  PICKED,
  PLACE_SCALES,
  SEED_MODES,
  type SeedMode,
  SIZINGS,
  type Sizing,
  TYPED,
  VARIED,
  WORDS,
} from './form.ts';

/** Drops what storage may hold from another version or by accident. */
export function restoreForm(kept: unknown, form: Form): Form {
  if (typeof kept !== 'object' || kept === null) return form;
  const values = kept as Readonly<Record<string, unknown>>;
  const { seedMode, sizing, placeScale, eachLine, choices, count } = values;
  const texts = [...WORDS, ...TYPED].filter(name => typeof values[name] === 'string');
  const fitting = [...PICKED, ...MODEL_CHOICES, ...VARIED, ...OPTIONAL].filter(
    name => fieldOf(name).kind.read(values[name]) !== undefined,
  );
  return {
    ...form,
    ...Object.fromEntries([...texts, ...fitting].map(name => [name, values[name]])),
    ...(Number(count) > MOST_VARIANTS && { count: form.count }),
    ...(SEED_MODES.some(mode => mode === seedMode) && { seedMode: seedMode as SeedMode }),
    ...(SIZINGS.some(known => known === sizing) && { sizing: sizing as Sizing }),
    ...(PLACE_SCALES.some(scale => scale === placeScale) && { placeScale: Number(placeScale) }),
    ...(eachLine === true && { eachLine }),
    ...(isChosen(choices) && { choices }),
  };
}

function isChosen(choices: unknown): choices is ChosenOptions {
  return typeof choices === 'object' && choices !== null && Object.values(choices).every(c => typeof c === 'string');
}
