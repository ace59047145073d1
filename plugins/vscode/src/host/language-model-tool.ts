import { type PartialRequest, SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { drawSeed, onlyToolFields, readPartial } from '@sana-studio/core/request';
import {
  type CancellationToken,
  type Disposable,
  env,
  LanguageModelDataPart,
  LanguageModelTextPart,
  LanguageModelToolResult,
  l10n,
  lm,
  MarkdownString,
  Uri,
  window,
  workspace,
} from 'vscode';
import { freeFile, writeTo } from './insert-picture.ts';
import { type PictureMaker, replacedWords } from './picture-maker.ts';
import { readSettings } from './settings.ts';

export const GENERATE_TOOL = 'sana_generate_image';

/** Lets agents make a picture: it is written into the workspace, and they are told where. */
export function registerTool(maker: PictureMaker): Disposable {
  return lm.registerTool(GENERATE_TOOL, {
    prepareInvocation: ({ input: given }) => {
      const { prompt } = readPartial(given);
      const server = maker.serverFor(readSettings().request);
      return {
        invocationMessage: l10n.t('Making a picture'),
        confirmationMessages: {
          title:
            server === undefined
              ? l10n.t('Make a picture on this computer?')
              : l10n.t('Make a picture on {0}?', server),
          // an agent may have been told what to write here by a document: none of it becomes a link
          message: new MarkdownString(l10n.t('It is written into the workspace:')).appendText(` ${prompt}`),
        },
      };
    },
    async invoke({ input: given }, token) {
      try {
        return await make(maker, onlyToolFields(readPartial(given)), token);
      } catch (error) {
        // what an agent is told, a person reads too
        throw new Error(sentence(error, env.language), { cause: error });
      }
    },
  });
}

async function make(
  maker: PictureMaker,
  wishes: PartialRequest,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  if (wishes.prompt.trim() === '') throw new SanaError('request-invalid:empty');
  const beside = besides();
  const { request: wanted, imageFormat: format } = readSettings(beside);
  const asked = { ...wanted, ...wishes, seed: wishes.seed ?? drawSeed() };
  // where it cannot be written, none is drawn
  await freeFile(beside, { prompt: asked.prompt, seed: asked.seed, format });
  const { bytes, request, replaced, remarks } = await maker.picture(asked, format, token);
  const { prompt, seed } = request;
  const file = await freeFile(beside, { prompt, seed, format });
  await writeTo(file, bytes);
  const path = workspace.asRelativePath(file);
  return new LanguageModelToolResult([
    new LanguageModelTextPart(
      [
        `The picture is in the file ${path} of the workspace (seed ${seed}).`,
        ...replacedWords(replaced),
        ...remarks,
      ].join(' '),
    ),
    LanguageModelDataPart.image(bytes, `image/${format}`),
  ]);
}

/** The document whose pictures it joins: the one in the editor if it is the workspace's, else one at the top of that. */
function besides(): Uri {
  const document = window.activeTextEditor?.document.uri;
  if (document && workspace.getWorkspaceFolder(document)) return document;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new SanaError('file-unwritable:no-folder');
  return Uri.joinPath(folder, 'document.md');
}
