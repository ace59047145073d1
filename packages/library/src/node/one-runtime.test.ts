import { expect, it } from 'vitest';
import { otherRuntime } from './one-runtime.ts';

it('is another ONNX Runtime wherever it lies, but the own one', () => {
  const own = '/app/node_modules/onnxruntime-node';
  const ours = [`${own}/bin/napi-v6/linux/x64/libonnxruntime.so.1`, '/lib/x86_64-linux-gnu/libc.so.6'];
  expect(otherRuntime(ours, own)).toBe(undefined);
  for (const other of [
    '/app/node_modules/other/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
    '/app/node_modules/onnxruntime-node-gpu/libonnxruntime.so.1.20.0',
    '/opt/lib/libonnxruntime.1.20.0.dylib',
    'C:\\program\\onnxruntime.dll',
  ]) {
    expect(otherRuntime([...ours, other], own)).toBe(other);
  }
});
