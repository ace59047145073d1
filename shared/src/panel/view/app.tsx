import { useEffect, useRef, useState } from 'preact/hooks';
import type { HistoryEntry, PanelPicture } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { announcement } from '../announcements.ts';
import type { PanelController } from '../controller.ts';
import { PanelProvider } from './context.tsx';
import { HistoryList } from './history-list.tsx';
import { HostChoices } from './host-choices.tsx';
import { ModelChooser } from './model-chooser.tsx';
import { PromptFields } from './prompt.tsx';
import { Results } from './results.tsx';
import { Settings } from './settings.tsx';
import { StartImageField } from './start-image.tsx';
import { Notice, ProblemNote, RunControls } from './status.tsx';
import { Viewer } from './viewer.tsx';

interface Shown {
  readonly picture: PanelPicture;
  /** Where it is kept, if it comes from there. */
  readonly entry?: HistoryEntry;
}

interface AppProps {
  readonly controller: PanelController;
  readonly locale: Locale;
}

/** The whole panel. */
export function App({ controller, locale }: AppProps) {
  const { texts } = locale;
  const [state, setState] = useState(controller.state);
  const [shown, setShown] = useState<Shown>();
  const [spoken, setSpoken] = useState('');
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
    const wrong = await controller.generate();
    if (wrong) root.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (shown || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void generate();
    } else if (event.key === 'Escape' && controller.state.activity.kind !== 'idle') {
      event.preventDefault();
      controller.cancel();
    }
  };
  const openEntry = async (entry: HistoryEntry) => {
    const picture = await controller.pictures.open(entry);
    if (picture) setShown({ picture, entry });
    else controller.tell(texts.historyGone);
  };
  const remove = (entry: HistoryEntry) => () => {
    setShown(undefined);
    void controller.pictures.remove(entry.id);
  };

  return (
    <PanelProvider value={{ state, controller, locale }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the panel as a whole */}
      <div ref={root} class="panel" lang={locale.language} onKeyDown={onKeyDown}>
        <form class="form" aria-label={texts.panel} onSubmit={event => event.preventDefault()} noValidate>
          <PromptFields />
          <StartImageField />
          <HostChoices />
          <div class="run">
            <RunControls onGenerate={() => void generate()} />
            <ProblemNote />
          </div>
          <ModelChooser />
          <Settings />
        </form>
        <div class="output">
          <section class="results" aria-label={texts.pictures}>
            <Notice />
            <Results onOpen={picture => setShown({ picture })} />
          </section>
          <HistoryList onOpen={entry => void openEntry(entry)} />
        </div>
        <p class="visually-hidden" role="status" aria-live="polite">
          {spoken}
        </p>
        {shown && (
          <Viewer
            picture={shown.picture}
            onRemove={shown.entry && remove(shown.entry)}
            onClose={() => setShown(undefined)}
          />
        )}
      </div>
    </PanelProvider>
  );
}
