/** What starts the engine's worker in the extension host. Both are handed over. */
export interface EngineStart {
  /** ONNX Runtime's .wasm file for the processor. */
  readonly wasm: ArrayBuffer;
  /** What the engine is asked through. */
  readonly port: MessagePort;
}
