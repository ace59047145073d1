// The page. Opened by itself it is the studio; in a frame, the engine of the page around it.

import { serveEnginePage } from './engine-page.ts';
import { pageParts } from './page-parts.ts';
import { showStudio } from './studio.ts';

if (window.parent !== window) {
  document.body.replaceChildren();
  serveEnginePage(await pageParts());
} else {
  const root = document.querySelector<HTMLElement>('#studio');
  const languages = document.querySelector<HTMLSelectElement>('#language');
  if (root && languages) await showStudio(root, languages, await pageParts());
}
