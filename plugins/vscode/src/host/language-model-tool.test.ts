import { requestFromPng } from '@sana-studio/core';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { LanguageModelTool } from 'vscode';
import { env, open, reset, state, Uri, window } from '../vscode.fixture.ts';
import { drawing, made, makerOf, viewWith, written } from './host.fixture.ts';
import { GENERATE_TOOL, registerTool } from './language-model-tool.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});

describe('the tool for agents', () => {
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  const tool = ({ view } = drawing()) => {
    registerTool(makerOf(view));
    return state.tools.get(GENERATE_TOOL) as LanguageModelTool<unknown>;
  };
  const invoke = async (input: unknown) => tool().invoke({ input } as never, token as never);

  it('writes a picture into the workspace and says where', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const result = await invoke({ prompt: 'a fox', seed: 3 });
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
    const png = state.files.get('file:///notes/images/a-fox.png')!.bytes;
    expect(requestFromPng(png)).toMatchObject({ prompt: 'a fox', seed: 3 });
    expect(result?.content).toEqual([
      { value: 'The picture is in the file /notes/images/a-fox.png of the workspace (seed 3).' },
      { data: png, mimeType: 'image/png' },
    ]);
  });

  it('writes where the settings say for the document in the editor, in their format', async () => {
    state.folders = ['/notes', '/blog'].map(path => ({ uri: Uri.file(path) }));
    Object.assign(state.settings, {
      'sanaStudio.imageFormat': 'webp',
      'markdown.copyFiles.destination': { '**/*.md': `/assets/\${documentBaseName}/` },
    });
    window.activeTextEditor = { document: open('file:///blog/posts/first.md', '') };
    await invoke({ prompt: 'a fox', seed: 3 });
    expect(written()).toEqual(['file:///blog/assets/first/a-fox.webp']);
  });

  it('draws nothing that could not be written, and says so in the language of the window', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    state.settings['sanaStudio.folder'] = '/../elsewhere';
    env.language = 'zh-cn';
    onTestFinished(() => void Object.assign(env, { language: 'en' }));
    const used = drawing();
    const answer = tool(used).invoke({ input: { prompt: 'a fox' } } as never, token as never);
    await expect(answer).rejects.toThrow(/\p{Script=Han}/u);
    expect([used.asked, written()]).toEqual([[], []]);
  });

  it('is told what of its request was not followed', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const cut = viewWith(async request => ({ ...(await made(request)), remarks: ['Shorten it.'] }));
    const result = await tool(cut).invoke({ input: { prompt: 'a fox', seed: 3 } } as never, token as never);
    expect(result?.content[0]).toMatchObject({ value: expect.stringMatching(/\(seed 3\)\. Shorten it\.$/u) });
  });

  it('needs a folder and a prompt, and asks first without making links of words', async () => {
    await expect(invoke({ prompt: 'a fox' })).rejects.toThrow('no folder');
    await expect(invoke({ prompt: 7 })).rejects.toThrow();
    const input = { prompt: '[a](command:b)' };
    const prepared = await tool().prepareInvocation?.({ input } as never, token as never);
    expect(prepared?.confirmationMessages?.message).toMatchObject({ value: expect.stringContaining('\\[a\\]\\(') });
  });
});
