/** Numbers in base64, as float32, little-endian. @returns undefined unless there are exactly `length` finite ones */
export function decodeFloats(base64: string, length: number): Float32Array | undefined {
  if (base64.length !== 4 * Math.ceil((4 * length) / 3)) return undefined;
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return undefined;
  }
  if (binary.length !== 4 * length) return undefined;
  const view = new DataView(Uint8Array.from(binary, char => char.charCodeAt(0)).buffer);
  const values = Float32Array.from({ length }, (_, index) => view.getFloat32(4 * index, true));
  return values.every(Number.isFinite) ? values : undefined;
}

export function encodeFloats(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [index, value] of values.entries()) view.setFloat32(4 * index, value, true);
  return btoa(Array.from(new Uint8Array(view.buffer), byte => String.fromCharCode(byte)).join(''));
}
