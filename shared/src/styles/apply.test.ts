import { expect, it } from 'vitest';
import { chosenLora } from '../form/chosen-loras.ts';
import { emptyForm } from '../form/form.ts';
import { styleOfForm, withStyleOf } from './apply.ts';
import { readStyles, stylesJson } from './styles-file.ts';

it('remembers LoRAs by name and strength, and has their files again where they are at hand', () => {
  const brand = { ...chosenLora(new File(['weights'], 'brand.safetensors')), strength: 0.7 };
  const form = { ...emptyForm(), style: 'flat', loras: [brand, { name: 'someone/brand', strength: -0.5 }] };
  const json = stylesJson([styleOfForm('House', form, { steps: 20, guidanceScale: 4.5 })]);
  expect(json).not.toContain('"file"');
  const [style] = readStyles(json, 'house.json');
  expect(withStyleOf(emptyForm(), style!).loras).toEqual(form.loras);
  // a style without any leaves those that there are
  expect(withStyleOf(form, { ...style!, parameters: {} }).loras).toEqual(form.loras);
});
