/** Outlines on a grid of 16 × 16. */
const PATHS = {
  insert: 'M8 3v10M3 8h10',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13h10',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  reuse: 'M12.5 6A5 5 0 1 0 13 9.5M13 3v3.2H9.8',
  prompt: 'M3 4h10M3 8h10M3 12h6',
  style: 'M13.5 2.5 8 8M6.5 8.2c1.6 0 2.6 1.1 2.4 2.4-.3 2-2.4 3-6.4 2.9 1.4-.9 1.3-1.8 1.5-3 .2-1.4 1.2-2.3 2.5-2.3z',
  back: 'M10 3 5 8l5 5',
  forth: 'M6 3l5 5-5 5',
  vary: 'M2.5 11c2-6 4-6 5.5-3s3.5 3 5.5-3M2.5 5h3M10.5 11h3',
  start: 'M3 3h6v6H3zM7 9v4h6V7H9',
  part: 'M2.5 13.5 4 9.5 11 2.5 13.5 5 6.5 12zM9 4.5 11.5 7',
  lines: 'M2.5 13.5V6L8 2.5 13.5 6v7.5M6.5 13.5V9h3v4.5',
  larger: 'M6 6h4v4H6zM2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11',
  enlarge: 'M9.5 3H13v3.5M13 3 9 7M6.5 13H3V9.5M3 13l4-4',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  remove: 'M3.5 4.5h9M6.5 4.5v-1.7h3v1.7M4.7 4.5l.6 8.7h5.4l.6-8.7',
  close: 'M4 4l8 8M12 4l-8 8',
  folder: 'M2.5 4h4l1.3 1.7h5.7V13h-11z',
  shield: 'M8 2l5 2v3.8c0 3-2 5.2-5 6.2-3-1-5-3.2-5-6.2V4z',
  warning: 'M8 2.5 14.2 13H1.8zM8 6.5v3M8 11.2v.3',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.3v3.5M8 5v.3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The icon of an action by its id; others get a neutral one. */
export function actionIcon(id: string): IconName {
  if (id === 'alt-text') return 'prompt';
  return id === 'download' || id === 'copy' ? id : 'insert';
}
