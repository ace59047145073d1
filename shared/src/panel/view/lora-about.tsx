import { blobSource } from '@sana-studio/core';
import type { LoraChoice } from '@sana-studio/core/request';
import { useEffect, useState } from 'preact/hooks';
import { pictureBeside } from '../../form/chosen-loras.ts';
import { type AboutLora, aboutLora } from '../../models/about-lora.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { useObserved } from './use-observed.ts';

/** Whether a prompt has words already, in whatever letters. */
const has = (prompt: string, word: string) => prompt.toLowerCase().includes(word.toLowerCase());

/** What a LoRA's file says of itself: its picture, and the words that call it up, to be put into the prompt. */
export function LoraAbout({ lora }: { readonly lora: LoraChoice }) {
  const { state, controller, texts } = usePanel();
  const kept = useObserved(controller.additions.known).about.get(lora.name);
  const [read, setRead] = useState<AboutLora>();
  const { file, name } = lora;
  useEffect(() => {
    setRead(undefined);
    if (file) void aboutLora({ file: blobSource(name, file) }).then(setRead);
  }, [file, name]);
  const about = file ? read : kept;
  const picture = (file && pictureBeside(name)) ?? about?.picture;
  const { prompt } = state.form;
  if (!picture && !about?.words.length) return null;
  return (
    <div class="lora-about">
      {picture && <BlobImage blob={picture} alt={texts.loraPicture(name)} />}
      {about && about.words.length > 0 && (
        <fieldset class="chips">
          <legend>{texts.loraWords}</legend>
          {about.words.map(word => (
            <button
              key={word}
              type="button"
              class="chip"
              aria-pressed={has(prompt, word)}
              aria-label={texts.loraAddWord(word)}
              title={texts.loraAddWord(word)}
              onClick={() => {
                if (!has(prompt, word))
                  controller.form.write(prompt.trim() === '' ? word : `${prompt.trimEnd()}, ${word}`);
              }}
            >
              {word}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
