import { describe, expect, it } from 'vitest';
import { openDocument } from '../document.ts';
import { changed } from '../insertion/edit.ts';
import { coverFieldEdit, coverFieldOf } from './cover-field.ts';
import { coverPlace, generatorOf, type SiteGenerator } from './generator.ts';

describe('the field of a page’s picture', () => {
  it.each([
    ['---\ntitle: T\nimage:\ntags: [a]\n---\nx', '---\ntitle: T\nimage: "/i/a b.png"\ntags: [a]\n---\nx'],
    ['---\nimage: "" # later\n---\nx', '---\nimage: "/i/a b.png" # later\n---\nx'],
    ['---\r\ncover:   \r\n---\r\nx', '---\r\ncover:   "/i/a b.png"\r\n---\r\nx'],
    ["---\ncover:\n  image: ''\n  alt: no\n---\n", '---\ncover:\n  image: "/i/a b.png"\n  alt: no\n---\n'],
    ['---\nimage:\n  path:\n---\n', '---\nimage:\n  path: "/i/a b.png"\n---\n'],
    ['+++\ntitle = "T"\nimage = ""\n+++\nx', '+++\ntitle = "T"\nimage = "/i/a b.png"\n+++\nx'],
    ["+++\n[cover]\nimage = '' # x\n+++\nx", '+++\n[cover]\nimage = "/i/a b.png" # x\n+++\nx'],
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
  ])('is not there, or not empty, in %j', text => {
    expect(coverFieldOf(openDocument(text, 'markdown'))).toBeUndefined();
  });
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
});
