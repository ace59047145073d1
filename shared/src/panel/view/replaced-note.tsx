import type { Replacement } from '@sana-studio/core';
import { useState } from 'preact/hooks';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

/** What the safety guard took out of a prompt, with a button for each word that keeps it from now on. */
export function ReplacedNote({ replaced }: { readonly replaced: readonly Replacement[] }) {
  const { texts, locale, controller } = usePanel();
  const [kept, setKept] = useState<readonly string[]>([]);
  if (replaced.length === 0) return null;
  const words = [...new Set(replaced.map(({ text }) => text))];
  const list = new Intl.ListFormat(locale.language, { type: 'conjunction' });
  const quoted = (some: readonly string[]) => list.format(some.map(word => `“${word}”`));
  const keep = (word: string) => controller.words.keep(word).then(done => done && setKept(before => [...before, word]));
  const left = controller.words.isAllowed ? words.filter(word => !kept.includes(word)) : [];
  return (
    <div class="note" role="note" aria-label={texts.replacedTitle}>
      <Icon name="shield" />
      <p>
        {texts.replaced(quoted(words))} {kept.length > 0 && texts.wordKept(quoted(kept))}{' '}
        {left.map(word => (
          <button key={word} type="button" class="link" onClick={() => keep(word)}>
            {texts.keepWord(word)}
          </button>
        ))}
      </p>
    </div>
  );
}
