import { cutRemark } from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import { withStyle } from '@sana-studio/core/request';
import type { EngineReading } from '@sana-studio/core/worker';
import { useEffect, useState } from 'preact/hooks';
import type { ModelEntry } from '../../host.ts';
import { usePanel } from './context.tsx';

/** Milliseconds: nobody waits for the count while typing. */
const SETTLED_AFTER = 400;
/** Share of what the model reads, above which it is told how much is left. */
const NEARLY_FULL = 0.8;

/** How many of its tokens a prompt takes, which words the model will not read, and whether it knows their language. */
export function PromptCount({ words }: { readonly words: string }) {
  const { state, controller, texts, locale } = usePanel();
  const { form, loaded, models = [] } = state;
  const { engine } = controller.host;
  const [read, setRead] = useState<{ readonly prompt: string; readonly reading: EngineReading }>();
  const model = models.find(({ id }) => id === loaded?.id);
  const prompt = withStyle(words, form.style);
  useEffect(() => {
    if (!engine.read || !loaded || prompt.trim() === '') return;
    let current = true;
    const timer = setTimeout(async () => {
      // a count is a convenience: what hinders it will be said when the picture is made
      const reading = await engine.read?.(prompt, { language: model?.languages === 'English' }).catch(() => undefined);
      if (current && reading) setRead({ prompt, reading });
    }, SETTLED_AFTER);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [prompt, loaded?.id, model?.languages]);
  if (!loaded || read?.prompt !== prompt) return null;
  const { tokens, limit, unread, language } = read.reading;
  const cut = cutRemark(read.reading);
  const sentences = [
    ...(cut ? [sayRemark(cut, locale.language)] : []),
    ...(model && language ? [languageWords(model, models, language, locale.language)] : []),
  ];
  const nearlyFull = unread === '' && tokens >= NEARLY_FULL * limit;
  return (
    <div class="prompt-count" aria-live="polite">
      {nearlyFull && <p class="hint">{texts.tokens(tokens, limit)}</p>}
      {sentences.map(words => (
        <p key={words} class="hint">
          {words}
        </p>
      ))}
    </div>
  );
}

function languageWords(
  { title, nativeSize }: ModelEntry,
  models: readonly ModelEntry[],
  language: string,
  locale: string,
): string {
  const other = models.find(model => model.languages === 'multilingual' && model.nativeSize === nativeSize)?.title;
  return sayRemark({ remark: 'language-unknown', data: { language, model: title, other } }, locale);
}
