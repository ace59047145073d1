import type { ChosenOptions, PanelHost } from '../host.ts';
import type { PanelState } from './state.ts';

/** Of the shell's own settings, the first option where nothing was chosen. */
export function chosenOptions({ choices = [] }: PanelHost, { form }: Pick<PanelState, 'form'>): ChosenOptions {
  const defaults = choices.map(({ id, options }) => [id, options[0]?.value ?? '']);
  return { ...Object.fromEntries(defaults), ...form.choices };
}
