import { describe, expect, it } from 'vitest';
import { sandboxProblems } from './sandbox-gate.ts';

describe('the sandbox gate', () => {
  it.each([
    ['new TextEncoder().encode("a")', ['The sandbox has no “TextEncoder”.']],
    ['const c = new AbortController(); c.abort()', ['The sandbox has no “AbortController”.']],
    [
      'function f() { return document.body ?? window }',
      ['The sandbox has no “document”.', 'The sandbox has no “window”.'],
    ],
    ['if (typeof URL !== "undefined") new URL("x")', ['The sandbox has no “URL”.']],
    ['globalThis.structuredClone({})', ['The sandbox has no “globalThis.structuredClone”.']],
    [
      'Object.hasOwn({}, "a") && [1].at(-1) && Object.hasOwn([], 1)',
      ['The sandbox has no method “hasOwn”.', 'The sandbox has no method “at”.'],
    ],
    ['const help = "how to import (a file)"', ['It contains the text “import(”, which Figma refuses anywhere.']],
    ['class A { static { figma.notify("a") } }', [expect.stringContaining('The sandbox cannot read it')]],
  ])('refuses %s', (code, problems) => {
    expect(sandboxProblems(code)).toEqual(problems);
  });

  it.each([
    // names of its own, members and keys are not globals
    'const URL = 1; const o = { document: URL, window() {} }; o.document + o["crypto"]; (fetch => fetch)(2)',
    'const { atob: b } = { atob: 1 }; class Blob {} new Blob(); try { b } catch (performance) { performance }',
    'figma.showUI(__html__); setTimeout(() => console.log(new Map([[1n, new Uint8Array(2)]])), 1)',
    'async function* f(...[x = 1]) { for await (const y of [x]) yield y?.z ?? arguments.length }',
  ])('accepts %s', code => {
    expect(sandboxProblems(code)).toEqual([]);
  });
});
