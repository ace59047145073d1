import { beforeEach, expect, it, vi } from 'vitest';
import { configure, reset, state, Uri } from '../vscode.fixture.ts';
import { currentSafety, keepWord } from './safety-settings.ts';

vi.mock('vscode', () => import('../vscode.fixture.ts'));
beforeEach(() => reset());

const share = (json: string) => {
  state.folders = [{ uri: Uri.file('/notes') }];
  state.files.set('file:///notes/team.json', { bytes: new TextEncoder().encode(json) });
  configure('sanaStudio.safetyFile', 'team.json');
};

it('is the default where nothing is set, and what the settings say, by kind, too', async () => {
  expect(await currentSafety()).toEqual({ policy: {} });
  configure('sanaStudio.safety', 'school');
  configure('sanaStudio.safetyAction', 'refuse');
  configure('sanaStudio.safetyCategories', { drugs: 'replace' });
  configure('sanaStudio.safetyWords', { allow: ['nude', 7], deny: ['Voldemort'] });
  expect(await currentSafety()).toEqual({
    policy: {
      preset: 'school',
      action: 'refuse',
      categories: { drugs: 'replace' },
      allow: ['nude'],
      deny: ['Voldemort'],
    },
  });
  configure('sanaStudio.safetyCategories', { food: 'off' });
  await expect(currentSafety()).rejects.toMatchObject({ code: 'policy-unreadable' });
});

it('takes what a team shares before that, and joins the words', async () => {
  share('\ufeff{"preset": "school", "allow": ["nude"]}');
  configure('sanaStudio.safety', 'off');
  configure('sanaStudio.safetyWords', { allow: ['naked'] });
  expect(await currentSafety()).toEqual({ policy: { preset: 'school', allow: ['nude', 'naked'] } });
  share('{');
  await expect(currentSafety()).rejects.toMatchObject({ code: 'policy-unreadable', data: { what: 'team.json' } });
  configure('sanaStudio.safetyFile', 'elsewhere.json');
  await expect(currentSafety()).rejects.toMatchObject({ reason: 'policy-unreadable:missing' });
});

it('is what an organisation sets, and nothing else, even where that is as usual', async () => {
  configure('sanaStudio.safetyAction', 'off');
  configure('sanaStudio.safetyWords', { allow: ['nude'] });
  state.policies['sanaStudio.safety'] = 'designer';
  expect(await currentSafety()).toEqual({ policy: { preset: 'designer' }, fixedBy: 'organisation' });
  state.policies['sanaStudio.safetyWords'] = { deny: ['Voldemort'] };
  expect(await currentSafety()).toEqual({
    policy: { preset: 'designer', deny: ['Voldemort'] },
    fixedBy: 'organisation',
  });
});

it('keeps words beside those that were kept', async () => {
  configure('sanaStudio.safetyWords', { deny: ['Voldemort'] });
  await keepWord('nude');
  await keepWord('nude');
  expect(state.settings['sanaStudio.safetyWords']).toEqual({ allow: ['nude'], deny: ['Voldemort'] });
});
