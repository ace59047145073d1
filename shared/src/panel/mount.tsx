import { render } from 'preact';
import type { Panel, PanelHost } from '../host.ts';
import { fetchLocale, LANGUAGE_NAMES, languageOf, localeFor } from '../locales/locales.ts';
import { PanelController } from './controller.ts';
import { App } from './view/app.tsx';

/**
 * Shows the panel inside `root`, which it fills. The page links `@sana-studio/shared/panel.css`.
 * @param root an empty element; 280 px wide or more
 */
export function mountPanel(root: HTMLElement, host: PanelHost): Panel {
  const controller = new PanelController(host);
  let wanted = '';
  const show = (locale: string) => {
    const language = languageOf(locale);
    const draw = () => render(<App controller={controller} locale={localeFor(language)} />, root);
    wanted = language;
    draw();
    if (localeFor(language).language === language) return;
    // until it is there, and where it cannot be fetched, the panel speaks English
    fetchLocale(language).then(
      () => wanted === language && draw(),
      () => controller.tell(localeFor(language).texts.languageMissing(LANGUAGE_NAMES[language])),
    );
  };
  root.dataset.look = host.look;
  root.classList.add('sana-panel');
  show(host.locale);
  void controller.start();
  return {
    use: offer => controller.dispatch({ type: 'used', offer }),
    generateEach: offers => void controller.making.generateEach(offers),
    generate: () => void controller.making.generate(),
    follow: take => void controller.follow(take),
    changePart: image =>
      void ('mask' in image ? controller.form.takeMasked(image) : controller.form.changePart(image, image.target)),
    cancel: () => controller.cancel(),
    keep: async picture => void (await controller.pictures.keep(picture)),
    setLocale: show,
    focusPrompt: () => root.querySelector<HTMLElement>('[name="prompt"]')?.focus(),
    dispose() {
      controller.dispose();
      render(null, root);
    },
  };
}
