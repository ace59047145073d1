import { unknownToDemo, withOtherWord } from '../../ideas/demo-words.ts';
import { LANGUAGE_NAMES, type Locale, languageOf } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';

/** What of the words the demo does not know, with what it has: a click takes that instead. */
export function UnknownWords({ words }: { readonly words: string }) {
  const { state, controller, texts, locale } = usePanel();
  const model = state.models?.find(({ id }) => id === state.form.model);
  if (!model?.demo || !mayBeEnglish(locale)) return null;
  const unknown = unknownToDemo(words).filter(({ instead }) => instead.length > 0);
  if (unknown.length === 0) return null;
  return (
    <ul class="unknown-words" aria-live="polite">
      {unknown.map(({ word, instead }) => (
        <li key={word} class="hint">
          {texts.demoLacks(word)}{' '}
          {instead.map(other => (
            <button
              key={other}
              type="button"
              class="chip"
              onClick={() => controller.form.write(withOtherWord(words, word, other))}
            >
              {other}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Words in Latin letters are English where people write in English, or in other letters; elsewhere nobody can tell. */
function mayBeEnglish({ language }: Locale): boolean {
  return language === 'en' || !/\p{Script=Latin}/u.test(LANGUAGE_NAMES[languageOf(language)]);
}
