// A QuickJS realm as Figma's sandbox is one: values cross by copy, promises are pumped after every entry.

import variant from '@jitl/quickjs-singlefile-browser-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';

export interface Realm {
  /** Evaluates a script. */
  run(source: string, name: string): void;
  setGlobal(name: string, value: unknown): void;
  /** Calls a global function with outside functions and plain data; what it returns is `call`ed from then on. */
  start(factory: string, functions: Readonly<Record<string, (...args: never[]) => void>>, data: unknown): void;
  call(name: string, ...args: readonly unknown[]): unknown;
  /** What a promise rejected with while nobody listened. */
  readonly unhandled: readonly string[];
}

export async function startRealm(): Promise<Realm> {
  const quickJs = await newQuickJSWASMModuleFromVariant(variant);
  const vm = quickJs.newContext();
  const copy = copier(vm);
  const unhandled: string[] = [];
  let api: QuickJSHandle | undefined;

  const compile = (source: string, name?: string) => vm.unwrapResult(vm.evalCode(source, name));
  const pump = () => {
    const result = vm.runtime.executePendingJobs();
    if (result.error) unhandled.push(JSON.stringify(result.error.consume(vm.dump)));
  };
  return {
    unhandled,
    run(source, name) {
      compile(source, name).dispose();
      pump();
    },
    setGlobal(name, value) {
      copy.inward(value).consume(handle => vm.setProp(vm.global, name, handle));
    },
    start(factory, functions, data) {
      const outside = vm.newObject();
      for (const [name, implementation] of Object.entries(functions)) {
        const outward = (...args: QuickJSHandle[]) => {
          implementation(...(args.map(copy.outward) as never[]));
        };
        vm.newFunction(name, outward).consume(handle => vm.setProp(outside, name, handle));
      }
      const start = vm.getProp(vm.global, factory);
      api = copy
        .inward(data)
        .consume(setting => vm.unwrapResult(vm.callFunction(start, vm.undefined, outside, setting)));
      start.dispose();
      outside.dispose();
    },
    call(name, ...args) {
      if (!api) throw new Error('The realm was not started.');
      const handles = args.map(copy.inward);
      const result = vm
        .getProp(api, name)
        .consume(fn => vm.unwrapResult(vm.callFunction(fn, vm.undefined, ...handles)).consume(copy.outward));
      for (const handle of handles) handle.dispose();
      pump();
      return result;
    },
  };
}

/** Copies values in and out as Figma does: plain data and Uint8Array, nothing else. */
function copier(vm: QuickJSContext) {
  const compile = (source: string) => vm.unwrapResult(vm.evalCode(source));
  const kindOf = compile(`value => value === null ? 'null' : value instanceof Uint8Array ? 'bytes'
    : Array.isArray(value) ? 'array' : typeof value`);
  const keysOf = compile('value => JSON.stringify(Object.keys(value))');
  const toBuffer = compile('value => value.slice().buffer');
  const toBytes = compile('value => new Uint8Array(value)');
  const apply = (fn: QuickJSHandle, handle: QuickJSHandle) =>
    vm.unwrapResult(vm.callFunction(fn, vm.undefined, handle));

  function outward(handle: QuickJSHandle): unknown {
    const keys = () => JSON.parse(apply(keysOf, handle).consume(vm.getString.bind(vm))) as string[];
    const member = (key: string) => vm.getProp(handle, key).consume(outward);
    switch (apply(kindOf, handle).consume(vm.getString.bind(vm))) {
      case 'null':
        return null;
      case 'bytes':
        return apply(toBuffer, handle).consume(buffer =>
          vm.getArrayBuffer(buffer).consume(({ value }) => value.slice()),
        );
      case 'array':
        return keys().map(member);
      case 'object':
        return Object.fromEntries(keys().map(key => [key, member(key)]));
      default:
        return vm.dump(handle);
    }
  }

  function inward(value: unknown): QuickJSHandle {
    if (value === undefined) return vm.undefined;
    if (value === null) return vm.null;
    if (typeof value === 'boolean') return value ? vm.true : vm.false;
    if (typeof value === 'number') return vm.newNumber(value);
    if (typeof value === 'string') return vm.newString(value);
    if (value instanceof Uint8Array) {
      const bytes = new Uint8Array(value);
      return vm.newArrayBuffer(bytes.buffer).consume(buffer => apply(toBytes, buffer));
    }
    if (typeof value !== 'object' || (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)) {
      throw new TypeError('Only plain data and Uint8Array can be sent to the plugin.');
    }
    const result = Array.isArray(value) ? vm.newArray() : vm.newObject();
    for (const [key, item] of Object.entries(value)) inward(item).consume(handle => vm.setProp(result, key, handle));
    return result;
  }

  return { inward, outward };
}
