import type { Replacement } from '@sana-studio/core';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

/** What the safety guard took out of a prompt. */
export function ReplacedNote({ replaced }: { readonly replaced: readonly Replacement[] }) {
  const { texts, locale } = usePanel();
  if (replaced.length === 0) return null;
  const words = [...new Set(replaced.map(({ text }) => `“${text}”`))];
  const list = new Intl.ListFormat(locale.language, { type: 'conjunction' }).format(words);
  return (
    <div class="note" role="note" aria-label={texts.replacedTitle}>
      <Icon name="shield" />
      <p>{texts.replaced(list)}</p>
    </div>
  );
}
