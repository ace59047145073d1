// Writes the types of what is published: the declarations that the entries export, and those that they name in the
// repository's packages, each in the file where it is, and nothing else of these files.

import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

const OUTSIDE = ['react'];

/** Entries of the repository's packages by their names: what is found in node_modules is somebody else's, and has no declarations. */
function packagePaths(root) {
  const folders = ['shared', ...readdirSync(join(root, 'packages')).map(name => `packages/${name}`)];
  const entries = folders.flatMap(folder => {
    const { name, exports = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return Object.entries(exports).map(([entry, path]) => [name + entry.slice(1), [join(root, folder, path)]]);
  });
  return Object.fromEntries(entries);
}

/** Declarations of one source, of which some are kept. */
class Declared {
  constructor(path, text) {
    this.file = ts.createSourceFile(path.replace(/\.ts$/, '.d.ts'), text, ts.ScriptTarget.ES2023, true);
    /** Statements by the names that they declare. */
    this.own = new Map();
    /** What is imported, by its name here. */
    this.imported = new Map();
    /** What is exported under another name, or from elsewhere, by that name. */
    this.exported = new Map();
    this.kept = new Set();
    this.imports = new Set();
    this.edits = [];
    for (const statement of this.file.statements) this.#note(statement);
  }

  #note(statement) {
    if (ts.isImportDeclaration(statement)) {
      const from = statement.moduleSpecifier.text;
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) this.imported.set(name.text, { from, name: 'default' });
      for (const element of namedBindings?.elements ?? [])
        this.imported.set(element.name.text, { from, name: (element.propertyName ?? element.name).text });
      if (namedBindings?.name) this.imported.set(namedBindings.name.text, { from, name: '*' });
    } else if (ts.isExportDeclaration(statement)) {
      for (const { name, propertyName = name } of statement.exportClause?.elements ?? [])
        this.exported.set(name.text, { from: statement.moduleSpecifier?.text, name: propertyName.text });
      if (!statement.exportClause) this.all = [...(this.all ?? []), statement.moduleSpecifier.text];
    } else {
      const names = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
      for (const { name } of names) {
        if (name) this.own.set(name.text, [...(this.own.get(name.text) ?? []), statement]);
      }
    }
  }

  /** Names that others may import. */
  names() {
    const own = [...this.own].filter(([, [{ modifiers = [] }]]) =>
      modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
    );
    return [...own.map(([name]) => name), ...this.exported.keys()];
  }

  text() {
    const edited = [...this.kept]
      .sort((a, b) => a.pos - b.pos)
      .map(statement => {
        let text = statement.getFullText();
        const edits = this.edits.filter(([start]) => start >= statement.pos && start < statement.end);
        for (const [start, end, instead] of edits.sort((a, b) => b[0] - a[0]))
          text = text.slice(0, start - statement.pos) + instead + text.slice(end - statement.pos);
        return text.trim();
      });
    return `${[...[...this.imports].sort(), ...edited, 'export {};'].join('\n')}\n`;
  }
}

/** @param entries sources by the names of their declarations, without ending @param folder where they go */
export async function writeTypes(root, entries, folder) {
  const { config } = ts.readConfigFile(join(root, 'packages/library/tsconfig.types.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'packages/library'));
  const settings = {
    ...options,
    composite: false,
    declaration: true,
    emitDeclarationOnly: true,
    noEmit: false,
    paths: packagePaths(root),
  };
  const program = ts.createProgram(
    Object.values(entries).map(path => join(root, path)),
    settings,
  );
  const files = new Map();

  function declared(path) {
    if (!files.has(path))
      program.emit(
        program.getSourceFile(path),
        (_, text) => files.set(path, new Declared(path, text)),
        undefined,
        true,
      );
    const file = files.get(path);
    if (!file) throw new Error(`What is published names something of ${path}, which is not published.`);
    return file;
  }

  function resolve(specifier, from) {
    const found = ts.resolveModuleName(specifier, from, settings, ts.sys).resolvedModule?.resolvedFileName;
    if (!found) throw new Error(`${from}: ${specifier} is not found.`);
    return found;
  }

  /** Where what a file exports under a name is declared, and as what. */
  function origin(path, name) {
    const file = declared(path);
    const passed = file.exported.get(name);
    if (passed?.from) return origin(resolve(passed.from, path), passed.name);
    const local = passed?.name ?? name;
    const brought = file.imported.get(local);
    return brought ? origin(resolve(brought.from, path), brought.name) : { path, name: local };
  }

  const place = path =>
    relative(join(root, 'packages'), path).split(sep).join('/').replace('/src/', '/').replace(/\.ts$/, '');
  function specifierTo(from, to) {
    const path = relative(dirname(place(from)), place(to))
      .split(sep)
      .join('/');
    return `${path.startsWith('.') ? path : `./${path}`}.js`;
  }

  /** Keeps a declaration, and what it names. */
  function keep({ path, name }) {
    const file = declared(path);
    const statements = file.own.get(name);
    if (!statements) throw new Error(`${path} declares no ${name}.`);
    for (const statement of statements) {
      if (file.kept.has(statement)) continue;
      file.kept.add(statement);
      visit(statement);
    }
    function visit(node) {
      if (ts.isImportTypeNode(node)) {
        const { literal } = node.argument;
        const known = origin(resolve(literal.text, path), node.qualifier.getText());
        keep(known);
        file.edits.push([literal.getStart(), literal.end, `'${specifierTo(path, known.path)}'`]);
      } else if (ts.isIdentifier(node)) bring(node.text);
      ts.forEachChild(node, visit);
    }
    function bring(word) {
      if (file.own.has(word)) return keep({ path, name: word });
      const brought = file.imported.get(word);
      if (!brought) return;
      if (OUTSIDE.includes(brought.from)) {
        file.imports.add(`import type { ${word} } from '${brought.from}';`);
        return;
      }
      const known = origin(resolve(brought.from, path), brought.name);
      keep(known);
      const as = known.name === word ? '' : ` as ${word}`;
      file.imports.add(`import type { ${known.name}${as} } from '${specifierTo(path, known.path)}';`);
    }
  }

  for (const [entry, source] of Object.entries(entries)) {
    const path = join(root, source);
    const exported = namesOf(path).map(([name, known]) => {
      keep(known);
      const to = relative(join(folder, dirname(entry)), join(folder, 'types', place(known.path)))
        .split(sep)
        .join('/');
      const as = known.name === name ? '' : ` as ${name}`;
      return `export { ${known.name}${as} } from '${to.startsWith('.') ? to : `./${to}`}.js';`;
    });
    await put(join(folder, `${entry}.d.ts`), `${exported.sort().join('\n')}\n`);
  }
  for (const [path, file] of files)
    if (file.kept.size > 0) await put(join(folder, 'types', `${place(path)}.d.ts`), file.text());

  function namesOf(path) {
    const file = declared(path);
    const own = file.names().map(name => [name, origin(path, name)]);
    return [...own, ...(file.all ?? []).flatMap(from => namesOf(resolve(from, path)))];
  }
}

async function put(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
