/** CSS pixels that an arrow key adds or takes away. */
const STEP = 20;

/** A corner to make the panel larger and smaller with, by dragging or with the arrow keys. */
export function resizeHandle(label: string, resize: (width: number, height: number) => void): HTMLElement {
  const handle = document.createElement('button');
  handle.type = 'button';
  handle.className = 'resize-handle';
  handle.setAttribute('aria-label', label);
  handle.title = label;
  handle.addEventListener('pointerdown', ({ pointerId }) => handle.setPointerCapture(pointerId));
  handle.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (handle.hasPointerCapture(pointerId)) resize(clientX, clientY);
  });
  handle.addEventListener('keydown', event => {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    if (x === undefined || y === undefined) return;
    event.preventDefault();
    resize(innerWidth + x * STEP, innerHeight + y * STEP);
  });
  return handle;
}
