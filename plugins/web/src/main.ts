// The page. Opened by itself it is the studio.

import { showStudio } from './studio.ts';

const root = document.querySelector<HTMLElement>('#studio');
const languages = document.querySelector<HTMLSelectElement>('#language');
if (root && languages) await showStudio(root, languages);
