import { checkNumbers } from '../../form/check.ts';
import { PLACE_SCALES } from '../../form/form.ts';
import { finishedSize, REFINE, waysToEnlarge } from '../../form/larger.ts';
import {
  ASPECT_RATIOS,
  describeSize,
  type Size,
  scalesFor,
  sizeFor,
  sizeForPlace,
  sizeOutcome,
} from '../../form/sizes.ts';
import { formNow, onlyPlace, rowsOf, sizeOf } from '../rows.ts';
import { canAsk } from '../steps.ts';
import { usePanel } from './context.tsx';
import { Choice, NumberField } from './fields.tsx';
import { PurposeField } from './purpose-field.tsx';
import { Ratio } from './ratio.tsx';
import { sizeWords } from './words.ts';

/** Pixels that an arrow key adds: as fine as a latent is. */
const SIZE_STEP = 32;

/** How large the picture is, by its place or by itself. */
export function SizeFields() {
  const { state, controller, texts } = usePanel();
  const { loaded } = state;
  const size = sizeOf(formNow(state, controller.host.largestSide));
  if (state.form.mask) return <WholeSize />;
  const scales = scalesFor(loaded?.model);
  const place = onlyPlace(state)?.place;
  const ratios = place ? [{ label: texts.likePlace, ratio: place.width / place.height }] : [];
  const offered = [...ratios, ...ASPECT_RATIOS.filter(({ ratio }) => ratio !== ratios[0]?.ratio)];
  const { scale, ratio } = describeSize(
    size,
    scales,
    offered.map(option => option.ratio),
  );
  const choose = (nextScale: number, nextRatio: number) => {
    const { width, height } = sizeFor(nextScale, nextRatio);
    controller.form.resize({ width: String(width), height: String(height) });
  };
  const usualScale = loaded?.model.defaults.width ?? state.defaults.width;
  const hasPlaces = rowsOf(state).some(({ offer }) => offer.width && offer.height);
  if (hasPlaces && !place && state.form.sizing === 'place') return <PlaceScale />;
  return (
    <>
      {hasPlaces && <PlaceScale />}
      <PurposeField />
      <Choice
        legend={texts.size}
        name="scale"
        value={scale}
        options={scales.map(value => ({ value, label: String(value) }))}
        onChange={value => choose(value, ratio ?? offered[0]!.ratio)}
      />
      <Choice
        legend={texts.aspectRatio}
        name="ratio"
        even
        value={ratio}
        options={offered.map(({ label, ratio: value }) => ({
          value,
          label: <Ratio label={label} ratio={value} />,
        }))}
        onChange={value => choose(scale ?? usualScale, value)}
      />
      <div class="row">
        <NumberField
          field="width"
          label={texts.width}
          step={SIZE_STEP}
          onInput={width => controller.form.resize({ width })}
        />
        <NumberField
          field="height"
          label={texts.height}
          step={SIZE_STEP}
          onInput={height => controller.form.resize({ height })}
        />
      </div>
      <SizeHint />
      <RefineField size={size} />
    </>
  );
}

/** Whether the picture is drawn over, larger. */
function RefineField({ size }: { readonly size: Size }) {
  const { state, controller, texts } = usePanel();
  const { refine } = waysToEnlarge(size, controller.host.largestSide);
  const isAsked = state.form.refine !== undefined;
  if ((!refine && !isAsked) || !canAsk(state, 'refine')) return null;
  return (
    <label class="check">
      <input
        type="checkbox"
        name="refine"
        checked={isAsked}
        onChange={event => controller.form.edit({ refine: event.currentTarget.checked ? REFINE : undefined })}
      />{' '}
      {texts.larger.also(sizeWords(finishedSize({ ...size, refine: REFINE }), texts))}
    </label>
  );
}

/** A picture that changes in part stays as large as it is. */
function WholeSize() {
  const { state, controller, texts } = usePanel();
  const size = sizeOf(formNow(state, controller.host.largestSide));
  return (
    <>
      <p class="hint">{texts.part.wholeSize(sizeWords(size, texts))}</p>
      <SizeHint />
    </>
  );
}

/** How large compared with the place, or with each of them. */
function PlaceScale() {
  const { state, controller, texts } = usePanel();
  const { largestSide } = controller.host;
  const { placeScale, sizing } = state.form;
  const only = onlyPlace(state);
  const titleAt = (scale: number) => only && sizeWords(sizeForPlace(only.place, scale, largestSide), texts);
  const longest = Math.max(...rowsOf(state).map(({ offer: { width = 0, height = 0 } }) => Math.max(width, height)));
  const isLimited = largestSide !== undefined && longest * placeScale > largestSide;
  return (
    <div>
      <Choice
        legend={only ? texts.placeScale(only.offer.label) : texts.placesScale}
        name="placeScale"
        value={sizing === 'place' ? placeScale : 0}
        options={[
          ...PLACE_SCALES.map(value => ({ value, label: `× ${value}`, title: titleAt(value) })),
          { value: 0, label: texts.customSize },
        ]}
        onChange={value => (value === 0 ? controller.form.resize({}) : controller.form.scalePlace(value))}
      />
      {isLimited && <p class="hint">{texts.placeLimited(largestSide)}</p>}
    </div>
  );
}

/** What the model will really do. */
function SizeHint() {
  const { state, controller, texts } = usePanel();
  const { loaded } = state;
  const form = formNow(state, controller.host.largestSide);
  const errors = checkNumbers(form);
  if (!loaded || errors.width || errors.height) return null;
  const size = sizeOf(form);
  const { kind, generated, beyondTraining } = sizeOutcome(size, loaded.model);
  const words = sizeWords(generated, texts);
  const sentence = {
    exact: texts.sizeExact,
    scaled: texts.sizeScaled,
    scaledAndCut: texts.sizeScaledAndCut,
    cut: texts.sizeCut,
  }[kind];
  return (
    <p class="hint">
      {sentence(words)} {beyondTraining && texts.sizeBeyondTraining(loaded.model.sampleSize * SIZE_STEP)}
    </p>
  );
}
