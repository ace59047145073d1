import { describe, expect, it } from 'vitest';
import { destinationPath, relativePath } from './destination.ts';
import { fileName } from './file-name.ts';

describe('the name of a file', () => {
  it('has the seed, and a number when it is taken', () => {
    expect([0, 1, 2].map(attempt => fileName(`\${slug}-\${seed}`, 'a fox', 42, 'png', attempt))).toEqual([
      'a-fox-42.png',
      'a-fox-42-1.png',
      'a-fox-42-2.png',
    ]);
  });

  it('stays in its folder whatever the pattern says', () => {
    expect(fileName(`../\${slug}/x`, 'a fox', 1, 'webp', 0)).toBe('-a-fox-x.webp');
  });
});

describe('patterns that somebody else has set', () => {
  const context = {
    documentPath: `/repo/${'a'.repeat(200)}.md`,
    workspaceFolder: '/repo',
    fileName: 'fox.png',
    now: new Date(0),
  };

  it('are looked for in time that is linear', () => {
    const start = performance.now();
    const destination = `\${documentBaseName/(a+)+(a+)+$b/x/}/`;
    expect(destinationPath({ '**/*.md': destination }, '', context)).toBe(`/repo/${'a'.repeat(200)}/fox.png`);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it.each([`**/${'*a'.repeat(9)}b`, '**/a/**/a/**/b'])('%s is refused', glob => {
    expect(() => destinationPath({ [glob]: 'x' }, '', context)).toThrow(/\[?request-invalid|takes too long/);
  });

  it('of file names are cut in time that is linear', () => {
    const start = performance.now();
    expect(fileName(`a${'.'.repeat(300_000)}b`, 'x', 1, 'png', 0)).toMatch(/^a\.+b\.png$/);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('where the file goes', () => {
  const context = {
    documentPath: '/repo/docs/api/read me.md',
    workspaceFolder: '/repo',
    fileName: 'fox-1.png',
    now: new Date(0),
  };
  it.each<[Record<string, unknown>, string, string]>([
    [{}, '', '/repo/docs/api/images/fox-1.png'],
    [{}, 'media', '/repo/docs/api/media/fox-1.png'],
    [{}, '/assets', '/repo/assets/fox-1.png'],
    [{ '**/*.md': 'own/' }, 'media', '/repo/docs/api/media/fox-1.png'],
    [{ '*.md': 'img/' }, '', '/repo/docs/api/img/fox-1.png'],
    [
      { '/docs/**/*': `/img/\${documentRelativeDirName}/\${documentBaseName}/` },
      '',
      '/repo/img/docs/api/read me/fox-1.png',
    ],
    [{ '/other/**': 'no/', '**/*': `\${documentDirName}/../x/\${fileName}` }, '', '/repo/docs/x/fox-1.png'],
    [{ '**': `/i/\${documentRelativeDirName/^docs\\/(.*)$/$1/}/a.\${fileExtName}` }, '', '/repo/i/api/a.png'],
    [{ '**': `\${unixTime}/\\\${x}/\${unknown}/` }, '', `/repo/docs/api/0/\${x}/\${unknown}/fox-1.png`],
    [{ 'notes/**': 'no/' }, '', '/repo/docs/api/images/fox-1.png'],
    [{ '**': 7 }, '', '/repo/docs/api/images/fox-1.png'],
  ])('%j %j', (copyFiles, folder, expected) => expect(destinationPath(copyFiles, folder, context)).toBe(expected));

  it.each(['../../..', '/../elsewhere', `\${documentWorkspaceFolder}-other`])(
    'never leaves the workspace: %s',
    folder => {
      expect(() => destinationPath({}, folder, context)).toThrow(/outside \/repo/);
    },
  );

  it('is written relative to the document', () => {
    expect(relativePath('/repo/docs/a.md', '/repo/images/x.png')).toBe('../images/x.png');
  });
});
