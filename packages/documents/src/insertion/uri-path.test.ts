import { describe, expect, it } from 'vitest';
import { destinationPath, relativePath } from './destination.ts';
import { linkTarget } from './markdown-image.ts';
import { isInside, targetPath } from './uri-path.ts';

/** Paths of URIs: of `file:///c%3A/…`, a share of a network, other file systems, folders of any name. */
const FOLDERS = [
  '/c:/Users/me/notes',
  '/C:/Users/me/notes',
  '/share/my notes',
  '/owner/repository',
  '/',
  '/home/C# & 100%/what?',
  '/home/back\\slash/[a]*{b}',
  '/home/冬の市場',
];

describe('a picture in a folder', () => {
  it.each(FOLDERS)('%s is written, linked to and found again', workspaceFolder => {
    const top = workspaceFolder === '/' ? '' : workspaceFolder;
    const documentPath = `${top}/docs/C# notes.md`;
    const context = { documentPath, workspaceFolder, fileName: 'a fox.png', now: new Date(0) };
    for (const [copyFiles, folder, expected] of [
      [{}, '', `${top}/docs/images/a fox.png`],
      [{}, '/assets', `${top}/assets/a fox.png`],
      [{ '/docs/**/*': `\${documentBaseName}/` }, '', `${top}/docs/C# notes/a fox.png`],
      [{ '**/*.md': `/img/\${documentRelativeDirName}/` }, '', `${top}/img/docs/a fox.png`],
    ] as const) {
      const path = destinationPath(copyFiles, folder, context);
      expect(path).toBe(expected);
      expect(isInside(workspaceFolder, path)).toBe(true);
      const { target } = linkTarget(relativePath(documentPath, path));
      expect(targetPath(documentPath, target, workspaceFolder)).toBe(path);
    }
    expect(targetPath(documentPath, '/assets/x.png', workspaceFolder)).toBe(`${top}/assets/x.png`);
  });

  it('of a drive has one name, in either case', () => {
    expect(isInside('/C:/notes', '/c:/notes/x.png')).toBe(true);
    expect(relativePath('/C:/notes/a.md', '/c:/notes/images/x.png')).toBe('images/x.png');
  });

  it.each([
    ['/repo', '/repo-other/x.png'],
    ['/repo', '/repo'],
    ['/repo', '/x.png'],
    ['/c:/a', '/d:/a/x.png'],
  ])('%s does not have %s in it', (folder, path) => expect(isInside(folder, path)).toBe(false));
});

it.each([
  ...['https://x.org/a.png', '//x.org/a.png', 'data:image/png;base64,AA', 'c:\\a.png', '#top', '', '%E0%A4%A.png'],
  // of Docusaurus, Astro, webpack, Jekyll, Hugo, Nunjucks, EJS
  ...[
    '@site/static/a.png',
    '~/assets/a.png',
    '@/a.png',
    '~pkg/a.png',
    '{{site.baseurl}}/a.png',
    '{{.Site.BaseURL}}a.png',
  ],
  ...['{%url%}/a.png', `\${base}/a.png`, '<%=base%>/a.png'],
])('%j is no file of the document’s', target => expect(targetPath('/repo/a.md', target, '/repo')).toBeUndefined());
