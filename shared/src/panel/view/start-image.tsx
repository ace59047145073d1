import type { Picture } from '@sana-studio/core';
import { FIELDS } from '@sana-studio/core/request';
import { useId, useMemo } from 'preact/hooks';
import { shareOf, tinted } from '../../form/mask.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { PictureSources } from './picture-sources.tsx';
import { PreviewCanvas } from './preview-canvas.tsx';
import { percentWords } from './words.ts';

/** Strength that an arrow key adds or takes away; 0 itself would change nothing. */
const STRENGTH_STEP = 0.05;

/** Ways to a picture to start from. */
export function StartImageSources() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const { startImages, maskedImages } = controller.host;
  if (state.form.startImage || !canAsk(state, 'startImage')) return null;
  return (
    <section class="field" aria-labelledby={id}>
      <span class="label" id={id}>
        {texts.startImage}
      </span>
      <PictureSources
        name="startImage"
        fileLabel={texts.startImageFile}
        offered={[
          ...(startImages ? [{ label: startImages.label, onTake: () => void controller.form.takeStartImage() }] : []),
          ...(maskedImages && canAsk(state, 'mask')
            ? [{ label: maskedImages.label, onTake: () => void controller.form.takeMaskedImage() }]
            : []),
        ]}
        onFile={file => void controller.form.startFrom({ file, label: file.name })}
      />
    </section>
  );
}

/** The picture to start from, and how much of it may change. */
export function StartImageChosen() {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const { startImage, mask, strength } = state.form;
  const shown = useMemo(() => {
    if (!startImage || !mask) return startImage?.picture;
    return tinted(startImage.picture, mask.picture);
  }, [startImage, mask]);
  if (!startImage || !shown) return null;
  const label = mask ? texts.part.shown(startImage.label) : texts.startImageShown(startImage.label);
  const words = percentWords(strength, locale.language);
  return (
    <div class="start-image">
      <PreviewCanvas picture={shown} label={label} />
      <div>
        <label for={id}>
          {texts.strength} {words}
        </label>
        <input
          id={id}
          type="range"
          name="strength"
          min={STRENGTH_STEP}
          max={1}
          step={STRENGTH_STEP}
          value={strength}
          aria-valuetext={words}
          aria-describedby={`${id}-hint`}
          onInput={event => controller.form.edit({ strength: Number(event.currentTarget.value) })}
        />
        <p class="hint" id={`${id}-hint`}>
          {texts.strengthHint}
        </p>
        <MaskField />
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.startImageForget}
        title={texts.startImageForget}
        onClick={() => controller.form.forgetStartImage()}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Whether a model draws any as small. */
function canChange({ width, height }: Picture): boolean {
  return Math.min(width, height) >= FIELDS.width.kind.range.min;
}

/** What of the picture changes, if not all of it may. */
function MaskField() {
  const { state, controller, texts, locale } = usePanel();
  const { mask, startImage } = state.form;
  const share = useMemo(() => mask && shareOf(mask.picture), [mask]);
  const isOffered = canAsk(state, 'mask') && startImage !== undefined && canChange(startImage.picture);
  if (!mask && !isOffered) return null;
  return (
    <>
      {share !== undefined && (
        <p class="hint">
          {texts.part.share(percentWords(share, locale.language))}{' '}
          {startImage?.target && texts.part.goesTo(startImage.target.label)}
        </p>
      )}
      <div class="buttons">
        {isOffered && (
          <button type="button" onClick={() => controller.form.paint()}>
            {mask ? texts.part.again : texts.part.change}
          </button>
        )}
        {mask && (
          <button type="button" onClick={() => controller.form.forgetMask()}>
            {texts.part.remove}
          </button>
        )}
      </div>
    </>
  );
}
