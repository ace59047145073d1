// In Node a worker has no name for itself; ONNX Runtime looks there for whether it may have threads. It may not.
globalThis.self ??= globalThis as unknown as Window & typeof globalThis;
