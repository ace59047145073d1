import {
  type AskAboutPicture,
  type Captioner,
  type DecodePicture,
  mediaType,
  modelCaptioner,
  pictureFacts,
  preparedPicture,
} from '@sana-studio/captions';
import { BUDGETS, SanaError } from '@sana-studio/core';
import {
  CancellationTokenSource,
  type LanguageModelChat,
  LanguageModelChatMessage,
  LanguageModelDataPart,
  LanguageModelError,
  LanguageModelTextPart,
  l10n,
} from 'vscode';

/** What providers take; VS Code makes large pictures smaller by itself. Bytes. */
const MOST_SENT = 5_000_000;

/** One of VS Code's language models. It asks the person itself before an extension uses one for the first time. */
export function languageModelCaptioner(model: LanguageModelChat, decode: DecodePicture): Captioner {
  const { id, family, name, vendor } = model;
  return modelCaptioner({ model: family || id, label: name, where: { host: vendor }, ask: asking(model, decode) });
}

function asking(model: LanguageModelChat, decode: DecodePicture): AskAboutPicture {
  return async (picture, question, { signal }) => {
    // as its file, which is what the person sees
    const isSent = pictureFacts(picture.bytes) && picture.bytes.length <= MOST_SENT;
    const sent = isSent ? picture : await preparedPicture(picture, decode);
    const stop = new CancellationTokenSource();
    const cancel = () => stop.cancel();
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    try {
      const parts = [LanguageModelDataPart.image(sent.bytes, mediaType(sent)), new LanguageModelTextPart(question)];
      const justification = l10n.t('To say what a picture shows, for those who cannot see it.');
      const message = LanguageModelChatMessage.User(parts);
      const { text } = await model.sendRequest([message], { justification }, stop.token);
      let answer = '';
      for await (const piece of text) {
        if (signal?.aborted) throw new SanaError('cancelled');
        answer += piece;
        // nobody waits for the end of what is no caption any more
        if (answer.length > BUDGETS.captionAnswer.most) break;
      }
      return answer;
    } catch (error) {
      throw signal?.aborted ? new SanaError('cancelled') : refusalOf(error, model.name);
    } finally {
      signal?.removeEventListener('abort', cancel);
      // it is not to go on for nobody
      stop.cancel();
      stop.dispose();
    }
  };
}

function refusalOf(error: unknown, model: string): SanaError {
  if (error instanceof SanaError) return error;
  const code = error instanceof LanguageModelError ? error.code : '';
  if (code === 'NoPermissions') return new SanaError('captioner-unavailable:permission', { model }, error);
  if (code === 'Blocked') return new SanaError('captioner-unavailable:blocked', { model }, error);
  if (code === 'NotFound') return new SanaError('captioner-unavailable:gone', { model }, error);
  const detail = error instanceof Error ? error.message : String(error);
  return new SanaError('captioner-unavailable:language-model', { model, detail }, error);
}
