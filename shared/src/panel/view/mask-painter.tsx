import { FIELDS } from '@sana-studio/core/request';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type FormStartImage, USUAL_FEATHER } from '../../form/form.ts';
import { stripes } from '../../form/mask.ts';
import {
  type Act,
  type Bits,
  type Box,
  drawSegment,
  largestRadius,
  maskFrom,
  moved,
  type Point,
  paintedBy,
  resized,
  type Stroke,
} from '../../form/painting.ts';
import { usePanel } from './context.tsx';
import { Choice } from './fields.tsx';
import { PreviewCanvas } from './preview-canvas.tsx';
import { useModal } from './use-modal.ts';
import { percentWords } from './words.ts';

interface PainterProps {
  readonly startImage: FormStartImage;
  /** What was painted before. */
  readonly acts: readonly Act[];
}

/** Paints what of a picture is to change. However it is closed, what was painted stays. */
export function MaskPainter({ startImage, acts: before }: PainterProps) {
  const { state, controller, texts, locale } = usePanel();
  const { width, height } = startImage.picture;
  const size = { width, height };
  const [acts, setActs] = useState(before);
  const [kind, setKind] = useState<Stroke['kind']>('paint');
  const [radius, setRadius] = useState(() => Math.max(1, largestRadius(size) / 4));
  const [cursor, setCursor] = useState<Point>({ x: width / 2, y: height / 2 });
  const [byKeys, setByKeys] = useState(false);
  const [share, setShare] = useState(0);
  const [feather, setFeather] = useState(state.form.mask ? state.form.feather : USUAL_FEATHER);
  const dialog = useModal('.painter-stage');
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const bits = useRef<Bits>(new Uint8Array(0));
  /** The stroke under way. */
  const stroke = useRef<Stroke | undefined>(undefined);
  const id = useId();

  const striped = useMemo(() => stripes({ width, height }), [width, height]);
  const show = (box: Box) => {
    if (box.right <= box.left || box.bottom <= box.top) return;
    canvas.current?.getContext('2d')?.putImageData(striped(bits.current, box), box.left, box.top);
  };
  const count = () => {
    let painted = 0;
    for (const bit of bits.current) painted += bit;
    setShare(painted / bits.current.length);
  };
  const redo = (done: readonly Act[]) => {
    setActs(done);
    bits.current = paintedBy(done, size);
    show({ left: 0, top: 0, right: width, bottom: height });
    count();
  };
  const extend = (to: Point) => {
    const { current } = stroke;
    if (!current) return;
    show(drawSegment(bits.current, size, current, current.points.at(-1) ?? to, to));
    stroke.current = { ...current, points: [...current.points, to] };
  };
  const begin = (at: Point) => {
    stroke.current = { kind, radius, points: [] };
    extend(at);
  };
  const end = () => {
    const { current } = stroke;
    stroke.current = undefined;
    if (!current) return;
    setActs(done => [...done, current]);
    count();
  };
  const undo = () => redo(acts.slice(0, -1));

  useLayoutEffect(() => redo(before), []);

  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top, width: shown, height: tall } = stage.current!.getBoundingClientRect();
    return { x: ((clientX - left) / shown) * width, y: ((clientY - top) / tall) * height };
  };
  const onPointerDown = (event: PointerEvent) => {
    if (!event.isPrimary || event.button !== 0) return;
    stage.current?.setPointerCapture(event.pointerId);
    setByKeys(false);
    setCursor(pointOf(event));
    begin(pointOf(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.isPrimary) return;
    setCursor(pointOf(event));
    const between = event.getCoalescedEvents();
    for (const one of between.length > 0 ? between : [event]) extend(pointOf(one));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = moved(cursor, event.key, event.shiftKey ? 1 : Math.max(1, radius / 2), size);
    const grown = resized(radius, event.key, size);
    if (!to && grown === undefined && event.key !== ' ') return;
    event.preventDefault();
    setByKeys(true);
    if (grown !== undefined) setRadius(grown);
    if (event.key === ' ' && !stroke.current) begin(cursor);
    if (!to) return;
    setCursor(to);
    extend(to);
  };
  const onUndoKey = (event: KeyboardEvent) => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (acts.length > 0) undo();
  };
  const percent = (part: number) => percentWords(part, locale.language);
  const { range } = FIELDS.feather.kind;
  return (
    <dialog
      ref={dialog}
      class="painter"
      aria-label={texts.part.title}
      onKeyDown={onUndoKey}
      onClose={() =>
        controller.form.painted(maskFrom(stroke.current ? [...acts, stroke.current] : acts, size), feather)
      }
    >
      <h2>{texts.part.title}</h2>
      <div
        ref={stage}
        class="painter-stage"
        style={{ '--ratio': String(width / height) }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
        tabIndex={0}
        role="application"
        aria-label={texts.part.canvas}
        aria-describedby={`${id}-keys`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={onKeyDown}
        onKeyUp={event => event.key === ' ' && end()}
        onBlur={end}
      >
        <PreviewCanvas picture={startImage.picture} label={startImage.label} />
        <canvas ref={canvas} width={width} height={height} />
        <div
          class="painter-brush"
          aria-hidden="true"
          style={{
            left: `${(100 * (cursor.x - radius)) / width}%`,
            top: `${(100 * (cursor.y - radius)) / height}%`,
            width: `${(200 * radius) / width}%`,
            height: `${(200 * radius) / height}%`,
          }}
        />
      </div>
      <p class="hint" id={`${id}-keys`}>
        {texts.part.keys}
      </p>
      <p role="status">
        {texts.part.share(percent(share))}{' '}
        <span class="visually-hidden">
          {byKeys && texts.part.at(percent(cursor.x / width), percent(cursor.y / height))}
        </span>
      </p>
      <Choice
        legend={texts.part.tool}
        name="tool"
        value={kind}
        options={[
          { value: 'paint', label: texts.part.brush },
          { value: 'erase', label: texts.part.eraser },
        ]}
        onChange={setKind}
      />
      <div class="row">
        <Slider
          name="brush"
          label={texts.part.size}
          unit={texts.pixels}
          min={2}
          max={2 * largestRadius(size)}
          value={Math.round(2 * radius)}
          onInput={diameter => setRadius(diameter / 2)}
        />
        <Slider
          name="feather"
          label={texts.part.feather}
          unit={texts.pixels}
          {...range}
          value={feather}
          onInput={setFeather}
        />
      </div>
      <div class="buttons">
        <button type="button" disabled={acts.length === 0} onClick={undo}>
          {texts.part.undo}
        </button>
        <button type="button" disabled={share === 0} onClick={() => redo([...acts, { kind: 'clear' }])}>
          {texts.part.clear}
        </button>
        <button type="button" class="primary" onClick={() => dialog.current?.close()}>
          {texts.part.done}
        </button>
      </div>
    </dialog>
  );
}

interface SliderProps {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly onInput: (value: number) => void;
}

function Slider({ name, label, unit, value, onInput, ...range }: SliderProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {value} {unit}
      </label>
      <input
        id={id}
        type="range"
        name={name}
        step={1}
        {...range}
        value={value}
        onInput={event => onInput(Number(event.currentTarget.value))}
      />
    </div>
  );
}
