import type { RootContent, Toml, Yaml } from 'mdast';
import { parse as parseToml } from 'smol-toml';
import { isMap, isScalar, parseDocument } from 'yaml';
import { onOneLine } from './plain-text.ts';

/** The fields whose words say what a document is about. */
const FIELDS = ['title', 'description'] as const;

export function isFrontMatter(node: RootContent | undefined): node is Yaml | Toml {
  return node?.type === 'yaml' || node?.type === 'toml';
}

/** Title and description of front matter, as far as they are there. None while it is being written. */
export function frontMatterWords(node: Yaml | Toml): string[] {
  const read = node.type === 'yaml' ? readYaml(node.value) : readToml(node.value);
  return FIELDS.map(field => onOneLine(read(field))).filter(words => words !== '');
}

/** Fields that say in which language a document is, as generators of sites have them. */
const LANGUAGE_FIELDS = ['lang', 'language', 'locale'] as const;

/** What front matter says of the language, as it is written there; empty if nothing. */
export function frontMatterLanguage(node: Yaml | Toml): string {
  const read = node.type === 'yaml' ? readYaml(node.value) : readToml(node.value);
  return LANGUAGE_FIELDS.map(field => onOneLine(read(field))).find(value => value !== '') ?? '';
}

type ReadField = (name: string) => string;
const NOTHING: ReadField = () => '';

function readYaml(text: string): ReadField {
  try {
    const { contents } = parseDocument(text);
    if (!isMap(contents)) return NOTHING;
    return name => {
      const value = contents.get(name, true);
      if (!isScalar(value)) return '';
      // a title that is a number, as it is written
      return typeof value.value === 'string' ? value.value : value.value === null ? '' : (value.source ?? '');
    };
  } catch {
    return NOTHING;
  }
}

function readToml(text: string): ReadField {
  try {
    const fields = parseToml(text);
    return name => (['string', 'number', 'bigint'].includes(typeof fields[name]) ? String(fields[name]) : '');
  } catch {
    return NOTHING;
  }
}
