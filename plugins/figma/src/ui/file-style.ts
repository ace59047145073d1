import { type DocumentStyle, readStyles, stylesJson } from '@sana-studio/shared';
import type { Sandbox } from '../contract.ts';

/** The style that a Figma file keeps for everybody who works in it. @param label what the file is called in sentences */
export function fileStyle(
  sandbox: Pick<Sandbox, 'readStyle' | 'writeStyle' | 'colours'>,
  label: string,
): DocumentStyle {
  return {
    label,
    async read() {
      const json = await sandbox.readStyle();
      return json === '' ? undefined : readStyles(json, label)[0];
    },
    async write(style) {
      await sandbox.writeStyle(style ? stylesJson([style]) : '');
    },
    colours: () => sandbox.colours(),
  };
}
