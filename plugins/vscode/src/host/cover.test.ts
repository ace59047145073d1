import { beforeEach, expect, it } from 'vitest';
import { commands, edit, open, Position, reset, state, Uri } from '../vscode.fixture.ts';
import { registerCommands } from './commands.ts';
import { drawing, makerOf, memory, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
  state.folders = [{ uri: Uri.file('/site') }];
});

async function cover(path: string, text: string) {
  const { view, asked } = drawing();
  registerCommands(new Jobs(makerOf(view), memory()), view);
  const document = open(`file:///site/${path}`, text);
  edit(document, document.offsetAt(new Position(1, 0)));
  await commands.executeCommand('sanaStudio.illustrateCover');
  return { document, asked };
}

it.each([
  ['hugo.toml', 'content/posts/a.md', 'static/images/the-moon.png', 'image: "/images/the-moon.png"'],
  ['_config.yml', '_posts/2026-01-01-a.md', 'assets/images/the-moon.png', 'image: "/assets/images/the-moon.png"'],
  ['docusaurus.config.ts', 'docs/a.md', 'docs/images/the-moon.png', 'image: "./images/the-moon.png"'],
  [
    'astro.config.mjs',
    'src/content/blog/a.md',
    'src/content/blog/images/the-moon.png',
    'image: "./images/the-moon.png"',
  ],
])('a cover fills the field in the front matter as a site of %s wants it', async (config, path, file, line) => {
  open(`file:///site/${config}`, '');
  const { document } = await cover(path, '---\ntitle: The moon\nimage:\n---\n\ntext\n');
  expect(document.text).toBe(`---\ntitle: The moon\n${line}\n---\n\ntext\n`);
  expect(written().filter(name => name.endsWith('.png'))).toEqual([`file:///site/${file}`]);
  state.undo.pop()!();
  expect(document.text).toBe('---\ntitle: The moon\nimage:\n---\n\ntext\n');
  expect(written().filter(name => name.endsWith('.png'))).toEqual([]);
});

it.each([
  ['there is no field', '---\ntitle: The moon\n---\n\ntext\n', 'hugo.toml'],
  ['the field has a picture', '---\ntitle: The moon\nimage: a.png\n---\n\ntext\n', 'hugo.toml'],
  ['nobody knows the site', '---\ntitle: The moon\nimage:\n---\n\ntext\n', 'notes.toml'],
])('a cover stands below the front matter where %s', async (_, text, config) => {
  open(`file:///site/${config}`, '');
  const { document } = await cover('content/a.md', text);
  expect(document.text).toContain('---\n\n![The moon](images/the-moon.png)\n\ntext\n');
});
