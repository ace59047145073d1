import type { Remark, Replacement } from '@sana-studio/core';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { KeepWords } from './keep-words.tsx';

/** A picture, and what was taken out of its prompt. */
export interface Replaced {
  readonly replaced: readonly Replacement[];
  readonly remarks?: readonly Remark[] | undefined;
  /** The place that it is for, where there are several. */
  readonly label?: string | undefined;
}

/** A second look at the whole prompt tells of itself. */
const isAboutAll = ({ remark }: Remark): boolean => remark === 'second-look:found';

/** What the safety guard took out of prompts, with a button for each word that keeps it from now on. */
export function ReplacedNote({ pictures }: { readonly pictures: readonly Replaced[] }) {
  const { texts, locale } = usePanel();
  const found = pictures.filter(({ replaced, remarks }) => replaced.length > 0 && !remarks?.some(isAboutAll));
  if (found.length === 0) return null;
  const list = new Intl.ListFormat(locale.language, { type: 'conjunction' });
  const quoted = (isWhole: boolean): string => {
    const told = found.flatMap(({ replaced, label }) => {
      const texts = new Set(replaced.filter(({ whole }) => (whole === true) === isWhole).map(({ text }) => text));
      return [...texts].map(text => (label === undefined ? `“${text}”` : `“${text}” (${label})`));
    });
    return list.format(new Set(told));
  };
  const [words, whole] = [quoted(false), quoted(true)];
  return (
    <div class="note" role="note" aria-label={texts.replacedTitle}>
      <Icon name="shield" />
      <p>
        {words !== '' && texts.replaced(words)} {whole !== '' && texts.replacedWhole(whole)}{' '}
        <KeepWords words={found.flatMap(({ replaced }) => replaced.map(({ text }) => text))} />
      </p>
    </div>
  );
}
