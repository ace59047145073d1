export type JsonObject = Readonly<Record<string, unknown>>;

/** A value of JSON as the object that it is, or else an empty one. */
export function jsonObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** @returns an empty one for anything that is no object, in JSON or not */
export function parseObject(text: unknown): JsonObject {
  if (typeof text !== 'string') return {};
  try {
    return jsonObject(JSON.parse(text));
  } catch {
    return {};
  }
}
