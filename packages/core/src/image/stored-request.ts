import { completeRequest, type GenerateRequest, type PartialRequest, type RequestDefaults } from '../request.ts';

/** A request as a file keeps it: all that made the picture but the pixels of its start image. */
export interface StoredRequest extends GenerateRequest {
  /** Present if the picture was made from another; to make it again, that one is needed. */
  readonly startedFromImage?: true;
}

/** A request as JSON in ASCII, for files. */
export function requestJson(request: GenerateRequest): string {
  const { startImage, ...fields } = request;
  const stored: StoredRequest = startImage ? { ...fields, startedFromImage: true } : fields;
  return JSON.stringify(stored).replace(/[\x7f-\uffff]/g, unit => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** @returns undefined for anything that could not be run */
export function parseRequest(json: string): StoredRequest | undefined {
  try {
    const stored = JSON.parse(json) as PartialRequest & RequestDefaults & { startedFromImage?: unknown };
    // A stored request is complete, so it stands for the defaults as well: what is missing is refused. A seed would be
    // drawn instead, and make another picture.
    if (stored.seed === undefined) return undefined;
    const request = completeRequest({ ...stored, startImage: undefined }, stored);
    if (stored.startedFromImage !== true) return request;
    return { ...request, ...(stored.strength !== undefined && { strength: stored.strength }), startedFromImage: true };
  } catch {
    return undefined;
  }
}
