import type { LoadedModel, PanelEngine, RemoteParts } from '@sana-studio/shared';

/** The release: set when the plugin is built. */
declare const RELEASE: string;

/** What somebody needs who looks for a fault: lines of a name and what it is, in English as the code is. */
export type Facts = readonly (readonly [name: string, fact: unknown])[];

export interface AboutTexts {
  readonly about: string;
  readonly report: string;
  readonly copy: string;
  readonly test: string;
}

/** An engine that remembers which model it holds, and on which device. */
export function rememberingEngine(engine: PanelEngine): PanelEngine & { readonly loaded: LoadedModel | undefined } {
  let loaded: LoadedModel | undefined;
  return {
    ...(engine.read && { read: engine.read.bind(engine) }),
    get loaded() {
      return loaded;
    },
    async load(model, options) {
      loaded = undefined;
      loaded = await engine.load(model, options);
      return loaded;
    },
    generate: (request, options) => engine.generate(request, options),
  };
}

/** Of this frame, of the engine page's frame, and of the browser. Nothing of the document. */
export function factsOf(engineUrl: string, loaded: LoadedModel | undefined): Facts {
  return [
    ['frame.isSecureContext', isSecureContext],
    ['frame.origin', self.origin],
    ['frame.address', location.href.slice(0, 40)],
    ['frame.gpu', 'gpu' in navigator],
    ['browser', navigator.userAgent],
    ['language', navigator.language],
    ['panel', `${innerWidth} × ${innerHeight}, × ${devicePixelRatio}`],
    ['plugin.release', RELEASE],
    ['engine.url', engineUrl],
    ['engine.device', loaded?.device ?? 'no model is ready'],
    ['engine.note', loaded?.note ? JSON.stringify(loaded.note) : 'none'],
  ];
}

/** What the engine page tells of itself and its storage; never, where it cannot be reached. */
export async function engineFacts({ about, models }: Pick<RemoteParts, 'about' | 'models'>): Promise<Facts> {
  const kept = await models.place?.();
  return [
    ['engine.storage', kept?.persistent ? 'outlives the page' : 'until it is closed'],
    ['engine.freeBytes', kept?.freeBytes ?? 'unknown'],
    ...Object.entries(await about.facts()).map(([name, fact]) => [`engine.${name}`, fact] as const),
  ];
}

/**
 * Opens to a text that can be copied into a report: frames like Figma's have no clipboard of their own.
 * @param test tries what the plugin assumes of Figma
 */
export function aboutSheet(
  texts: AboutTexts,
  facts: () => Facts,
  more: () => Promise<Facts>,
  test: () => Promise<Facts>,
): HTMLElement {
  const sheet = document.createElement('details');
  sheet.className = 'about';
  const summary = document.createElement('summary');
  summary.textContent = texts.about;
  const report = document.createElement('textarea');
  report.readOnly = true;
  report.rows = 12;
  report.setAttribute('aria-label', texts.report);
  let told: Facts = [];
  const show = (added: Facts) => {
    told = [...told, ...added];
    report.value = told.map(([name, fact]) => `${name}: ${fact}`).join('\n');
  };
  const ask = (asked: Promise<Facts>, name: string) =>
    asked.then(show, error => show([[name, error instanceof Error ? error.message : String(error)]]));
  const copy = button(texts.copy, () => {
    report.select();
    document.execCommand('copy');
  });
  const tested = button(texts.test, async () => {
    tested.disabled = true;
    await ask(test(), 'test');
    tested.disabled = false;
    report.scrollTop = report.scrollHeight;
  });
  sheet.append(summary, report, copy, tested);
  sheet.addEventListener('toggle', () => {
    if (!sheet.open) return;
    told = [];
    show(facts());
    void ask(more(), 'engine');
  });
  return sheet;
}

function button(label: string, press: () => unknown): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', () => void press());
  return element;
}
