import type { LoadedModel, PanelEngine, RemoteParts } from '@sana-studio/shared';

/** The release: set when the plugin is built. */
declare const RELEASE: string;

/** What somebody needs who looks for a fault: lines of a name and what it is, in English as the code is. */
export type Facts = readonly (readonly [name: string, fact: unknown])[];

export interface AboutTexts {
  readonly about: string;
  readonly report: string;
  readonly copy: string;
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

/** Opens to a text that can be copied into a report: frames like Figma's have no clipboard of their own. */
export function aboutSheet(texts: AboutTexts, facts: () => Facts, more: () => Promise<Facts>): HTMLElement {
  const sheet = document.createElement('details');
  sheet.className = 'about';
  const summary = document.createElement('summary');
  summary.textContent = texts.about;
  const report = document.createElement('textarea');
  report.readOnly = true;
  report.rows = 12;
  report.setAttribute('aria-label', texts.report);
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.textContent = texts.copy;
  copy.addEventListener('click', () => {
    report.select();
    document.execCommand('copy');
  });
  sheet.append(summary, report, copy);
  const show = (told: Facts) => {
    report.value = told.map(([name, fact]) => `${name}: ${fact}`).join('\n');
  };
  sheet.addEventListener('toggle', () => {
    if (!sheet.open) return;
    const now = facts();
    show(now);
    more().then(
      rest => show([...now, ...rest]),
      error => show([...now, ['engine', error instanceof Error ? error.message : String(error)]]),
    );
  });
  return sheet;
}
