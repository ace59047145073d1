import { useState } from 'preact/hooks';
import { usePanel } from './context.tsx';
import { useObserved } from './use-observed.ts';

/** A button for each word that keeps it from now on, and what was kept. */
export function KeepWords({ words }: { readonly words: readonly string[] }) {
  const { texts, locale, controller } = usePanel();
  const { safety } = controller;
  useObserved(safety.now);
  const [kept, setKept] = useState<readonly string[]>([]);
  const list = new Intl.ListFormat(locale.language, { type: 'conjunction' });
  const keep = (word: string) => safety.keep(word).then(done => done && setKept(before => [...before, word]));
  const left = safety.keepsWords ? [...new Set(words)].filter(word => !kept.includes(word)) : [];
  return (
    <>
      {kept.length > 0 && texts.wordKept(list.format(kept.map(word => `“${word}”`)))}{' '}
      {left.map(word => (
        <button key={word} type="button" class="link" onClick={() => keep(word)}>
          {texts.keepWord(word)}
        </button>
      ))}
    </>
  );
}

/** What `request-refused` tells of the words that it names. */
export function refusedWords({ code, data }: { readonly code: string; readonly data: unknown }): readonly string[] {
  const words = code === 'request-refused' ? (data as { readonly words?: unknown } | undefined)?.words : undefined;
  return Array.isArray(words) ? words.filter(word => typeof word === 'string') : [];
}
