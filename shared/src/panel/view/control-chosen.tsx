import { controlPicture, type Picture } from '@sana-studio/core';
import { FIELDS } from '@sana-studio/core/request';
import { useEffect, useId, useState } from 'preact/hooks';
import type { FormControl } from '../../form/form.ts';
import { type Size, sizeOutcome } from '../../form/sizes.ts';
import { formNow, sizeOf } from '../rows.ts';
import { usePanel } from './context.tsx';
import { ControlNetField } from './controlnet-field.tsx';
import { Choice } from './fields.tsx';
import { Icon } from './icons.tsx';
import { PreviewCanvas } from './preview-canvas.tsx';
import { Slider } from './slider.tsx';
import { percentWords } from './words.ts';

/** Of what an arrow key adds to a share. */
const STEP = 0.05;

/** Pixels that are looked at for the preview at most: it is shown much smaller, and made on the page. */
const MOST_SHOWN = 768 * 768;

/** The picture whose lines are followed: what of it is seen, by which ControlNet, and how much. */
export function ControlForm({ control }: { readonly control: FormControl }) {
  const { state, controller, texts, locale } = usePanel();
  const { controlFrom, controlScale, controlStart, controlEnd } = state.form;
  const seen = useSeen(control);
  const id = useId();
  const percent = (value: number) => percentWords(value, locale.language);
  const change = controller.form.edit.bind(controller.form);
  return (
    <section class="control" aria-labelledby={id}>
      <div class="control-head">
        <span class="label" id={id}>
          {texts.control.title}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={texts.control.forget}
          title={texts.control.forget}
          onClick={() => controller.form.forgetControl()}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="control-pictures">
        <PreviewCanvas picture={control.picture} label={control.label} />
        {seen ? (
          <PreviewCanvas picture={seen} label={texts.control.shown(control.label)} />
        ) : (
          <p class="hint" role="status">
            {texts.control.preparing}
          </p>
        )}
      </div>
      {control.target && <p class="hint">{texts.part.goesTo(control.target.label)}</p>}
      <Choice
        legend={texts.control.from}
        name="controlFrom"
        value={controlFrom}
        options={FIELDS.controlFrom.kind.names.map(value => ({ value, label: texts.control.sources[value] }))}
        onChange={value => change({ controlFrom: value })}
      />
      <ControlNetField chosen={state.form.controlnet} />
      <Slider
        name="controlScale"
        label={texts.control.scale}
        words={percent(controlScale)}
        {...FIELDS.controlScale.kind.range}
        step={STEP}
        value={controlScale}
        onInput={value => change({ controlScale: value })}
      />
      <div class="row">
        <Slider
          name="controlStart"
          label={texts.control.start}
          words={percent(controlStart)}
          min={0}
          max={1}
          step={STEP}
          value={controlStart}
          onInput={value => change({ controlStart: Math.min(value, controlEnd - STEP) })}
        />
        <Slider
          name="controlEnd"
          label={texts.control.end}
          words={percent(controlEnd)}
          min={0}
          max={1}
          step={STEP}
          value={controlEnd}
          onInput={value => change({ controlEnd: Math.max(value, controlStart + STEP) })}
        />
      </div>
    </section>
  );
}

/** What the ControlNet will see; undefined while it is made. */
function useSeen({ picture }: FormControl): Picture | undefined {
  const { state, controller } = usePanel();
  const { controlFrom } = state.form;
  const size = sizeOf(formNow(state, controller.host.largestSide));
  const { width, height } = shownSize(
    state.loaded && size.width > 0 && size.height > 0 ? sizeOutcome(size, state.loaded.model).generated : picture,
  );
  const [seen, setSeen] = useState<Picture>();
  useEffect(() => {
    setSeen(undefined);
    // that it is under way is seen before
    const soon = setTimeout(() => setSeen(controlPicture(picture, controlFrom, { width, height })), 50);
    return () => clearTimeout(soon);
  }, [picture, controlFrom, width, height]);
  return seen;
}

function shownSize({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(MOST_SHOWN / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
