import type { Panel, PanelHost } from '../host.ts';

/**
 * Shows the panel inside `root`, which it fills. The page links `@sana-studio/shared/panel.css`.
 * @param root an empty element; 280 px wide or more
 */
export type MountPanel = (root: HTMLElement, host: PanelHost) => Panel;
