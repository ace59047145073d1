import { type DocumentStyle, localeFor, readStyles, stylesJson } from '@sana-studio/shared';
import type { Host } from '../contract.ts';

/** The style that a workspace keeps for everybody who works in it. */
export function workspaceStyle(host: Pick<Host, 'readStyle' | 'writeStyle'>, locale: string): DocumentStyle {
  const label = localeFor(locale).texts.styles.workspace;
  return {
    label,
    async read() {
      const json = await host.readStyle();
      return json === '' ? undefined : readStyles(json, label)[0];
    },
    write: style => host.writeStyle(style ? stylesJson([style]) : ''),
  };
}
