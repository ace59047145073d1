import { hostOf, readServerReference } from '@sana-studio/serving';
import type { PanelPicture } from '../../host.ts';
import { usePanel } from './context.tsx';
import { modelName } from './model-names.ts';
import { percentWords, sizeWords } from './words.ts';

/** What a picture was made with. */
export function PictureFacts({ picture: { request } }: { readonly picture: PanelPicture }) {
  const { state, texts, locale } = usePanel();
  const { language } = locale;
  const model = state.models?.find(({ id }) => id === request.model);
  const served = readServerReference(request.model);
  const facts: readonly (readonly [string, string])[] = [
    [texts.negativePrompt, request.negativePrompt],
    [texts.size, sizeWords(request, texts)],
    [texts.seed, String(request.seed)],
    [texts.steps, String(request.steps)],
    [texts.guidance, new Intl.NumberFormat(language).format(request.guidanceScale)],
    [texts.strength, request.startedFromImage && request.strength ? percentWords(request.strength, language) : ''],
    [texts.model, served ? (served.model ?? texts.servers.unnamed) : model ? modelName(model, locale) : request.model],
    [texts.servers.madeOn, served ? hostOf(served.server) : ''],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
