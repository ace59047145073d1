import { useEffect, useRef, useState } from 'preact/hooks';
import type { PanelPicture } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { announcement } from '../announcements.ts';
import type { PanelController } from '../controller.ts';
import { finishedPictures } from '../state.ts';
import { PanelProvider } from './context.tsx';
import { ControlChosen } from './control-fields.tsx';
import { Footer } from './footer.tsx';
import { HistoryList } from './history-list.tsx';
import { asksForKeys, KeysSheet } from './keys-sheet.tsx';
import { ModelChooser } from './model-chooser.tsx';
import { PartPainter } from './part-painter.tsx';
import { Results } from './results.tsx';
import { Rows } from './rows.tsx';
import { Settings } from './settings.tsx';
import { StartImageChosen } from './start-image.tsx';
import { StyleField } from './style-field.tsx';
import { Variants } from './variants.tsx';
import { Viewer } from './viewer.tsx';

interface AppProps {
  readonly controller: PanelController;
  readonly locale: Locale;
}

/** The whole panel. */
export function App({ controller, locale }: AppProps) {
  const { texts } = locale;
  const [state, setState] = useState(controller.state);
  const [shown, setShown] = useState<PanelPicture>();
  const [spoken, setSpoken] = useState('');
  const [showsKeys, setShowsKeys] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let before = controller.state;
    setState(before);
    return controller.subscribe(now => {
      const words = announcement(before, now, texts);
      if (words !== undefined) setSpoken(words);
      before = now;
      setState(now);
    });
  }, [controller, texts]);

  const generate = async () => {
    const wrong = await controller.making.generate();
    if (wrong) root.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // a dialog has keys of its own
    if (event.isComposing || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest('dialog')) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void generate();
    } else if (asksForKeys(event)) {
      event.preventDefault();
      setShowsKeys(true);
    } else if (event.key === 'Escape' && controller.state.activity.kind !== 'idle') {
      event.preventDefault();
      controller.cancel();
    }
  };
  const made = finishedPictures(state.run);
  const at = shown ? made.indexOf(shown) : -1;
  const neighbour = (picture: PanelPicture | undefined) => picture && (() => setShown(picture));

  return (
    <PanelProvider value={{ state, controller, locale }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the panel as a whole */}
      <div
        ref={root}
        class="panel"
        data-made={state.run !== undefined}
        lang={locale.language}
        dir={locale.direction}
        onKeyDown={onKeyDown}
      >
        <div class="side">
          <form class="form" aria-label={texts.panel} onSubmit={event => event.preventDefault()} noValidate>
            <Rows />
            <StyleField />
            <StartImageChosen />
            <ControlChosen />
            <Variants />
            <Settings />
          </form>
          <div class="means">
            <ModelChooser />
            <button type="button" class="link keys-button" onClick={() => setShowsKeys(true)}>
              {texts.keys.title} <kbd>?</kbd>
            </button>
          </div>
          <Footer onGenerate={() => void generate()} />
        </div>
        <div class="output">
          <section class="results" aria-label={texts.pictures}>
            <Results onOpen={setShown} />
          </section>
          <HistoryList />
        </div>
        <p class="visually-hidden" role="status" aria-live="polite">
          {spoken}
        </p>
        <PartPainter />
        {showsKeys && <KeysSheet onClose={() => setShowsKeys(false)} />}
        {shown && (
          <Viewer
            picture={shown}
            position={made.length > 1 && at >= 0 ? texts.foundOf(String(at + 1), String(made.length)) : undefined}
            onBack={neighbour(made[at - 1])}
            onForth={at < 0 ? undefined : neighbour(made[at + 1])}
            onClose={() => setShown(undefined)}
          />
        )}
      </div>
    </PanelProvider>
  );
}
