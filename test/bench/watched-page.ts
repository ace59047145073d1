/** A press of the button and what came of it. Milliseconds since the page began. */
export interface Press {
  readonly pressedAt: number;
  /** When the picture was painted. */
  readonly shownAt: number;
  /** Of the tasks between, which kept the page from answering; those of less than 50 ms count as none. */
  readonly longestBlock: number;
}

declare global {
  var presses: Press[];
}

/** Runs in the page, before anything else does. */
export function watchPage(): void {
  globalThis.presses = [];
  const blocks: { readonly start: number; readonly duration: number }[] = [];
  new PerformanceObserver(list => {
    for (const { startTime: start, duration } of list.getEntries()) blocks.push({ start, duration });
  }).observe({ type: 'longtask', buffered: true });
  let pressedAt: number | undefined;
  let shown: string | undefined;
  const pictureNow = () => document.querySelector<HTMLImageElement>('figure.picture img');
  addEventListener(
    'keydown',
    ({ key, ctrlKey }) => {
      if (key !== 'Enter' || !ctrlKey) return;
      pressedAt = performance.now();
      shown = pictureNow()?.src;
    },
    { capture: true },
  );
  const look = () => {
    const picture = pictureNow();
    if (pressedAt === undefined || !picture || picture.src === shown || !picture.complete) return;
    const [from, shownAt] = [pressedAt, performance.now()];
    pressedAt = undefined;
    // what kept the page busy until now is told a moment later
    setTimeout(() => {
      const between = blocks.filter(({ start, duration }) => start + duration > from && start < shownAt);
      const longestBlock = Math.max(0, ...between.map(({ duration }) => duration));
      globalThis.presses.push({ pressedAt: from, shownAt, longestBlock });
    }, 300);
  };
  // no loop of frames, which would take a part of the processor that the picture needs
  const painted = () => requestAnimationFrame(look);
  new MutationObserver(painted).observe(document, { subtree: true, childList: true, attributeFilter: ['src'] });
  addEventListener('load', painted, { capture: true });
}
