import { FIELDS, solverFits } from '@sana-studio/core/request';
import { useEffect, useRef, useState } from 'preact/hooks';
import { checkNumbers, parseNumber } from '../../form/check.ts';
import { MOST_VARIANTS, PLACE_SCALES, SEED_MODES } from '../../form/form.ts';
import {
  ASPECT_RATIOS,
  describeSize,
  type Size,
  scalesFor,
  sizeFor,
  sizeForPlace,
  sizeOutcome,
} from '../../form/sizes.ts';
import { usePanel } from './context.tsx';
import { Choice, NumberField } from './fields.tsx';
import { sizeWords } from './words.ts';

const COUNTS = Array.from({ length: MOST_VARIANTS }, (_, i) => ({ value: i + 1, label: String(i + 1) }));
/** Pixels that an arrow key adds: as fine as a latent is. */
const SIZE_STEP = 32;

/** Narrower panels begin with the settings folded, so that the pictures stay in sight. */
const ROOMY_PX = 720;

export function Settings() {
  const { state, texts } = usePanel();
  const { form } = state;
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(details.current !== null && details.current.ownerDocument.body.clientWidth >= ROOMY_PX), []);
  const wrong = Object.keys(state.fieldErrors).some(field => field !== 'prompt');
  const values = [
    `${form.width} × ${form.height}`,
    `${texts.steps} ${form.steps}`,
    `${texts.variants} ${form.count}`,
    `${texts.seed}: ${texts.seedModes[form.seedMode]}`,
  ];
  return (
    <details ref={details} class="settings" open={open || wrong} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {texts.settings}
        {!open && <span class="summary-words">{values.join(' · ')}</span>}
      </summary>
      <div class="settings-body">
        <SizeFields />
        <SamplingFields />
      </div>
    </details>
  );
}

function SizeFields() {
  const { state, controller, texts } = usePanel();
  const { form, loaded } = state;
  const size = { width: parseNumber(form.width), height: parseNumber(form.height) };
  const scales = scalesFor(loaded?.model);
  const place = form.target?.place;
  const ratios = place ? [{ label: texts.likePlace, ratio: place.width / place.height }] : [];
  const offered = [...ratios, ...ASPECT_RATIOS.filter(({ ratio }) => ratio !== ratios[0]?.ratio)];
  const { scale, ratio } = describeSize(
    size,
    scales,
    offered.map(option => option.ratio),
  );
  const choose = (nextScale: number, nextRatio: number) => {
    const { width, height } = sizeFor(nextScale, nextRatio);
    controller.form.edit({ width: String(width), height: String(height) });
  };
  const usualScale = loaded?.model.defaults.width ?? state.defaults.width;
  return (
    <>
      {place && <PlaceScale place={place} size={size} />}
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
          onInput={width => controller.form.edit({ width })}
        />
        <NumberField
          field="height"
          label={texts.height}
          step={SIZE_STEP}
          onInput={height => controller.form.edit({ height })}
        />
      </div>
      <SizeHint />
    </>
  );
}

/** How large compared with the place. */
function PlaceScale({ place, size }: { readonly place: Size; readonly size: Size }) {
  const { state, controller, texts } = usePanel();
  const { largestSide } = controller.host;
  const sizeAt = (scale: number) => sizeForPlace(place, scale, largestSide);
  const isShown = (scale: number) => sizeAt(scale).width === size.width && sizeAt(scale).height === size.height;
  const { placeScale, target } = state.form;
  const limited = largestSide !== undefined && Math.max(place.width, place.height) * placeScale > largestSide;
  return (
    <div>
      <Choice
        legend={texts.placeScale(target?.label ?? '')}
        name="placeScale"
        value={isShown(placeScale) ? placeScale : PLACE_SCALES.find(isShown)}
        options={PLACE_SCALES.map(value => ({ value, label: `× ${value}`, title: sizeWords(sizeAt(value), texts) }))}
        onChange={value => controller.form.scalePlace(value)}
      />
      {limited && <p class="hint">{texts.placeLimited(largestSide)}</p>}
    </div>
  );
}

function Ratio({ label, ratio }: { readonly label: string; readonly ratio: number }) {
  const longest = 12;
  const width = ratio >= 1 ? longest : longest * ratio;
  const height = ratio >= 1 ? longest / ratio : longest;
  return (
    <>
      <svg class="ratio" viewBox="0 0 14 14" aria-hidden="true">
        <rect x={7 - width / 2} y={7 - height / 2} width={width} height={height} />
      </svg>
      {label}
    </>
  );
}

/** What the model will really do. */
function SizeHint() {
  const { state, texts } = usePanel();
  const { form, loaded } = state;
  const errors = checkNumbers(form);
  if (!loaded || errors.width || errors.height) return null;
  const size = { width: parseNumber(form.width), height: parseNumber(form.height) };
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

function SamplingFields() {
  const { state, controller, texts } = usePanel();
  const { form, loaded } = state;
  const { names } = FIELDS.sampler.kind;
  const fitting = loaded ? names.filter(name => solverFits(name, loaded.model.defaults.sampler)) : [];
  return (
    <>
      <Choice
        legend={texts.variants}
        name="count"
        value={form.count}
        options={COUNTS}
        onChange={count => controller.form.edit({ count })}
      />
      <div class="row">
        <NumberField field="steps" label={texts.steps} step={1} onInput={steps => controller.form.edit({ steps })} />
        <NumberField
          field="guidanceScale"
          label={texts.guidance}
          step={0.5}
          decimal
          onInput={guidanceScale => controller.form.edit({ guidanceScale })}
        />
      </div>
      {fitting.length > 1 && (
        <Choice
          legend={texts.sampler}
          name="sampler"
          value={form.sampler ?? ''}
          options={[
            { value: '' as const, label: texts.samplerOfModel },
            ...fitting.map(value => ({ value, label: texts.samplers[value] })),
          ]}
          onChange={value => controller.form.edit({ sampler: value === '' ? undefined : value })}
        />
      )}
      <div class="seed-row">
        <NumberField
          field="seed"
          label={texts.seed}
          step={1}
          onInput={seed =>
            controller.form.edit({ seed, seedMode: form.seedMode === 'random' ? 'fixed' : form.seedMode })
          }
        />
        <Choice
          legend={texts.seedMode}
          name="seedMode"
          value={form.seedMode}
          options={SEED_MODES.map(value => ({ value, label: texts.seedModes[value] }))}
          onChange={seedMode => controller.form.edit({ seedMode })}
        />
      </div>
    </>
  );
}
