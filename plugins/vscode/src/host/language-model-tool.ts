import { SanaError } from '@sana-studio/core';
import { drawSeed, onlyToolFields, readPartial } from '@sana-studio/core/request';
import { fileName } from '@sana-studio/documents';
import {
  type Disposable,
  LanguageModelDataPart,
  LanguageModelTextPart,
  LanguageModelToolResult,
  l10n,
  lm,
  MarkdownString,
  Uri,
  workspace,
} from 'vscode';
import { firstFree } from './insert-picture.ts';
import type { Jobs } from './jobs.ts';
import { readSettings } from './settings.ts';

export const GENERATE_TOOL = 'sana_generate_image';

/** Lets agents make a picture: it is written into the workspace, and they are told where. */
export function registerTool(jobs: Jobs): Disposable {
  return lm.registerTool(GENERATE_TOOL, {
    prepareInvocation: ({ input: given }) => {
      const { prompt } = readPartial(given);
      return {
        invocationMessage: l10n.t('Making a picture'),
        confirmationMessages: {
          title: l10n.t('Make a picture on this computer?'),
          // an agent may have been told what to write here by a document: none of it becomes a link
          message: new MarkdownString(l10n.t('It is written into the workspace:')).appendText(` ${prompt}`),
        },
      };
    },
    async invoke({ input: given }, token) {
      const wishes = onlyToolFields(readPartial(given));
      if (wishes.prompt.trim() === '') throw new SanaError('request-invalid:empty');
      const folder = workspace.workspaceFolders?.[0]?.uri;
      if (!folder) throw new SanaError('file-unwritable:no-folder');
      const { request: wanted, namePattern, imageFormat: format } = readSettings(folder);
      const asked = { ...wanted, ...wishes, seed: wishes.seed ?? drawSeed() };
      const { bytes, request, remarks } = await jobs.picture(asked, format, token);
      const { prompt, seed } = request;
      const file = await firstFree(attempt =>
        Uri.joinPath(folder, 'images', fileName(namePattern, prompt, seed, format, attempt)),
      );
      await workspace.fs.writeFile(file, bytes);
      const path = workspace.asRelativePath(file);
      return new LanguageModelToolResult([
        new LanguageModelTextPart(
          [`The picture is in the file ${path} of the workspace (seed ${seed}).`, ...remarks].join(' '),
        ),
        LanguageModelDataPart.image(bytes, `image/${format}`),
      ]);
    },
  });
}
