// The page. Opened by itself it is the studio.

import { showStudio } from './studio.ts';

const root = document.querySelector<HTMLElement>('#studio');
if (root) showStudio(root);
