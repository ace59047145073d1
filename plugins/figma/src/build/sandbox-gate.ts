import { type Program, parse } from 'acorn';
import { analyze } from 'eslint-scope';

/** What Figma's sandbox has beside the language itself, as its documentation lists it. */
const FIGMA_GLOBALS = [
  'figma',
  '__html__',
  '__uiFiles__',
  'console',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'fetch',
];

/** Of the language, up to the year that the sandbox knows. Intl and WebAssembly are not part of it. */
const LANGUAGE_GLOBALS = [
  ...['undefined', 'NaN', 'Infinity', 'globalThis', 'arguments'],
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
    'Math',
    'JSON',
    'Date',
    'RegExp',
  ],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Promise', 'Proxy', 'Reflect'],
  ...['ArrayBuffer', 'DataView', 'Uint8Array', 'Uint8ClampedArray', 'Int8Array', 'Uint16Array', 'Int16Array'],
  ...['Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...[
    'parseInt',
    'parseFloat',
    'isNaN',
    'isFinite',
    'encodeURIComponent',
    'decodeURIComponent',
    'encodeURI',
    'decodeURI',
  ],
];

/** Methods that came after that year: code of other packages, which are written for browsers of today, may call them. */
const LATER_METHODS =
  /\.(hasOwn|replaceAll|at|any|findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|withResolvers)\(/g;

/** Figma refuses code with this text even in a string or a comment. */
const IMPORT_CALL = /import\s*\(/;

const ECMA_VERSION = 2020;

/**
 * Checks that code runs in Figma's sandbox, where there is no browser and no Node.
 * @returns what is wrong with it, one sentence each; empty when nothing is
 */
export function sandboxProblems(code: string): readonly string[] {
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: ECMA_VERSION, sourceType: 'script', ranges: true });
  } catch (error) {
    return [`The sandbox cannot read it: ${error instanceof Error ? error.message : String(error)}.`];
  }
  const problems = IMPORT_CALL.test(code) ? ['It contains the text “import(”, which Figma refuses anywhere.'] : [];
  const known = new Set([...FIGMA_GLOBALS, ...LANGUAGE_GLOBALS]);
  // acorn's tree and the one that eslint-scope is typed with are both ESTree
  const { globalScope } = analyze(program as Parameters<typeof analyze>[0], {
    ecmaVersion: ECMA_VERSION,
    sourceType: 'script',
  });
  const free = new Set(globalScope?.through.map(({ identifier }) => identifier.name));
  for (const name of [...free].sort()) {
    if (!known.has(name)) problems.push(`The sandbox has no “${name}”.`);
  }
  // the other way to a global that is not there
  for (const [, name = ''] of code.matchAll(/\bglobalThis\.(\w+)/g)) {
    if (!known.has(name)) problems.push(`The sandbox has no “globalThis.${name}”.`);
  }
  for (const method of new Set([...code.matchAll(LATER_METHODS)].map(([, name]) => name))) {
    problems.push(`The sandbox has no method “${method}”.`);
  }
  return problems;
}
