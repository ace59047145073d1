import { describe, expect, it } from 'vitest';
import { openDocument } from '../document.ts';
import { changed } from '../insertion/edit.ts';
import { planDocument } from '../plan-document.ts';
import { coverFieldEdit, coverFieldOf } from './cover-field.ts';
import { coverPlace, coverPlaceFor, generatorOf, type SiteGenerator } from './generator.ts';

describe('the field of a page’s picture', () => {
  it.each([
    ['---\ntitle: T\nimage:\ntags: [a]\n---\nx', '---\ntitle: T\nimage: "/i/a b.png"\ntags: [a]\n---\nx'],
    ['---\nimage: "" # later\n---\nx', '---\nimage: "/i/a b.png" # later\n---\nx'],
    ['---\r\ncover:   \r\n---\r\nx', '---\r\ncover:   "/i/a b.png"\r\n---\r\nx'],
    ["---\ncover:\n  image: ''\n  alt: no\n---\n", '---\ncover:\n  image: "/i/a b.png"\n  alt: no\n---\n'],
    ['---\nimage:\n  path:\n---\n', '---\nimage:\n  path: "/i/a b.png"\n---\n'],
    ['+++\ntitle = "T"\nimage = ""\n+++\nx', '+++\ntitle = "T"\nimage = "/i/a b.png"\n+++\nx'],
    ["+++\n[cover]\nimage = '' # x\n+++\nx", '+++\n[cover]\nimage = "/i/a b.png" # x\n+++\nx'],
    ['---\nimage: # later\n---\nx', '---\nimage: "/i/a b.png" # later\n---\nx'],
    ['---\nimage: ~ # none\n---\nx', '---\nimage: "/i/a b.png" # none\n---\nx'],
    ["---\ncover: { image: , url: '' }\n---\nx", '---\ncover: { image: "/i/a b.png", url: \'\' }\n---\nx'],
    ['+++\r\n[cover] # c\r\nimage = "" # x\r\n+++\r\nx', '+++\r\n[cover] # c\r\nimage = "/i/a b.png" # x\r\n+++\r\nx'],
  ])('%j is filled', (text, expected) => {
    const document = openDocument(text, 'markdown');
    expect(changed(text, coverFieldEdit(document, coverFieldOf(document)!, '/i/a b.png'))).toBe(expected);
  });

  it.each([
    '---\nimage: a.png\n---\nx',
    '---\ntitle: T\n---\nimage:\n',
    '---\nimages: ""\nseo:\n  image: ""\n---\n',
    '+++\nimage = "a.png"\n[params]\nimage = ""\n+++\n',
    '---\nimage: [\n---\n',
    'image:\n',
    '---\nimage: |\n---\nx',
    '---\ntitle: one\ntitle: two\nimage:\n---\nx',
    '+++\n[[cover]]\nimage = ""\n+++\nx',
  ])('is not there, or not empty, in %j', text => {
    expect(coverFieldOf(openDocument(text, 'markdown'))).toBeUndefined();
  });
});

it('a line of a longer text is no field', () => {
  const document = openDocument('+++\na = """\nimage = ""\n"""\n+++\n', 'markdown');
  expect(() => coverFieldEdit(document, coverFieldOf(document)!, 'x.png')).toThrow(
    expect.objectContaining({ reason: 'request-invalid:no-place' }),
  );
});

describe('the site that a page belongs to', () => {
  it.each<[SiteGenerator | undefined, string[]]>([
    ['hugo', ['content', 'hugo.toml']],
    ['hugo', ['content', 'config.toml']],
    ['jekyll', ['_config.yml', '_posts']],
    ['docusaurus', ['docusaurus.config.ts', 'docs']],
    ['astro', ['astro.config.mjs', 'src']],
    [undefined, ['config.toml', 'src', 'README.md']],
  ])('is of %s, by %j', (generator, names) => expect(generatorOf(names)).toBe(generator));

  it.each<[SiteGenerator, string, string, string]>([
    ['hugo', '/s/content/posts/a.md', '/s/static/images', '/images/x.png'],
    ['hugo', '/s/content/posts/a/index.md', '/s/content/posts/a', 'x.png'],
    ['jekyll', '/s/_posts/2025-01-01-a.md', '/s/assets/images', '/assets/images/x.png'],
    ['docusaurus', '/s/docs/a.mdx', '/s/docs/images', './images/x.png'],
    ['astro', '/s/src/content/blog/a.md', '/s/src/content/blog/images', './images/x.png'],
  ])('%s has the picture of %s in %s', (generator, document, folder, value) => {
    const place = coverPlace(generator, '/s', document);
    expect([place.folder, place.value('x.png')]).toEqual([folder, value]);
  });

  it.each<[string, string, string]>([
    ['img/', '/s/docs/img', './img/x.png'],
    ['', '/s/docs', './x.png'],
  ])('of a page that has its pictures beside it, in %j', (beside, folder, value) => {
    const place = coverPlace('docusaurus', '/s', '/s/docs/a.md', beside);
    expect([place.folder, place.value('x.png')]).toEqual([folder, value]);
  });

  it('is the nearest one above it, in the folder that is open', async () => {
    const names: Readonly<Record<string, readonly string[]>> = { '/': ['hugo.toml'], '/a/b': ['_config.yml'] };
    const placeOf = (path: string, outermost: string) =>
      coverPlaceFor(path, outermost, async folder => names[folder] ?? []);
    expect((await placeOf('/a/b/c/d/e.md', '/'))?.folder).toBe('/a/b/assets/images');
    expect((await placeOf('/a/e.md', '/'))?.folder).toBe('/static/images');
    expect(await placeOf('/a/c/e.md', '/a')).toBeUndefined();
  });
});

describe('a picture that is planned with the cursor in front matter', () => {
  const plan = (text: string, cover: boolean) =>
    planDocument({
      ...{ name: 'a.md', text, at: { line: 2 }, folder: 'images/', isThere: () => false },
      cover: cover ? { folder: '../static/', value: file => `/${file}` } : undefined,
    });
  const FIELD = '\ufeff---\r\ntitle: Moss\r\nimage:\r\n---\r\n\r\ntext\r\n';

  it('fills the empty field as the site wants it', () => {
    const { text, edits, pictures, refused } = plan(FIELD, true);
    const [picture] = pictures;
    expect([picture, refused]).toMatchObject([{ prompt: 'Moss', alt: '', line: 3 }, []]);
    expect(picture!.path).toMatch(/^\.\.\/static\/moss-\d+\.png$/u);
    const written = ` "/${picture!.path.slice('../static/'.length)}"`;
    expect(text).toBe(FIELD.replace('image:', `image:${written}`));
    const start = FIELD.indexOf('image:') + 'image:'.length;
    expect(edits).toMatchObject([{ start, end: start, text: written }]);
  });

  it.each([
    ['there is no field', FIELD.replace('image', 'tags'), true],
    ['it has a picture', FIELD.replace('image:', 'image: a.png'), true],
    ['nobody knows the site', FIELD, false],
  ])('stands below it where %s', (_, text, cover) => {
    const { pictures, text: planned } = plan(text, cover);
    expect(planned).toContain(`---\r\n\r\n![Moss](${pictures[0]!.path})\r\n\r\ntext`);
    expect(pictures).toMatchObject([{ alt: 'Moss', path: expect.stringMatching(/^images\/moss/u), line: 6 }]);
  });
});
