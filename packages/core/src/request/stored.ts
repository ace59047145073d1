import { BUDGETS } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import type { PictureOrigin, SourcePicture } from '../image/picture.ts';
import {
  besidesOf,
  FIELD_NAMES,
  type FieldName,
  fieldOf,
  type GenerateRequest,
  type PartialRequest,
  type RequestDefaults,
  type StoredRequest,
} from './fields.ts';
import { readOrigin } from './kinds.ts';
import { completeRequest, readField } from './request.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What is kept of a request with its picture. Pixels would be as large as the picture: of them only where they came from. */
export function stored(request: GenerateRequest | StoredRequest): StoredRequest {
  const values: Fields = request;
  const kept: [string, unknown][] = [];
  for (const name of FIELD_NAMES) {
    const { mark, kind } = fieldOf(name);
    const value = values[name];
    if (mark === undefined && value !== undefined) kept.push([name, kind.stored?.(value) ?? value]);
    const origin = mark === undefined ? undefined : (originOf(values[name]) ?? markIn(values, name));
    if (mark !== undefined && origin !== undefined) kept.push([mark, origin]);
  }
  return Object.fromEntries(kept) as unknown as StoredRequest;
}

/** @returns undefined for anything that could not be run. Fields of a later version fall away */
export function readStored(value: unknown): StoredRequest | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = withTodaysNames(value as Fields);
  try {
    const pixels = new Set<FieldName>(FIELD_NAMES.filter(name => fieldOf(name).mark !== undefined));
    const own = Object.fromEntries(FIELD_NAMES.filter(name => !pixels.has(name)).map(name => [name, given[name]]));
    // A stored request is complete, so it stands for the defaults as well: what is missing is refused. A seed would be
    // drawn instead, and make another picture.
    if (FIELD_NAMES.some(name => own[name] === undefined && isDrawn(name, own))) return undefined;
    const request: Fields = completeRequest(own as unknown as PartialRequest, own as unknown as RequestDefaults);
    const beside = FIELD_NAMES.filter(name => {
      return given[name] !== undefined && besidesOf(name).some(other => isThere(given, other));
    });
    return stored({
      ...request,
      ...Object.fromEntries(beside.map(name => [name, readField(name, given[name])])),
      ...Object.fromEntries([...pixels].map(name => [fieldOf(name).mark, markIn(given, name)])),
    } as unknown as StoredRequest);
  } catch {
    return undefined;
  }
}

/** A request as JSON in ASCII, for files. */
export function requestJson(request: GenerateRequest | StoredRequest): string {
  return JSON.stringify(stored(request)).replace(/[\x7f-\uffff]/g, unit => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** @returns undefined for anything that could not be run */
export function parseRequest(json: string): StoredRequest | undefined {
  if (json.length > BUDGETS.storedRequest.most) return undefined;
  try {
    return readStored(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** What remains of a stored request without the pixels it was made with, and what counts only beside them. */
export function fromWordsAlone(request: StoredRequest): StoredRequest {
  const isOfPixels = (name: FieldName) => fieldOf(name).mark !== undefined;
  const values: Fields = request;
  const kept = FIELD_NAMES.filter(name => {
    const besides = besidesOf(name);
    const stays = (other: FieldName): boolean =>
      values[other] !== undefined && !isOfPixels(other) && besidesOf(other).every(stays);
    return !isOfPixels(name) && values[name] !== undefined && (besides.length === 0 || besides.some(stays));
  });
  return Object.fromEntries(kept.map(name => [name, values[name]])) as unknown as StoredRequest;
}

/**
 * A request from the other side of a boundary that is not trusted. Unknown fields fall away.
 * @throws SanaError `request-invalid` if it is no object, or of the field that cannot be used
 */
export function readPartial(value: unknown): PartialRequest {
  if (typeof value !== 'object' || value === null) {
    throw new SanaError('request-invalid:object');
  }
  const given = withTodaysNames(value as Fields);
  const read = FIELD_NAMES.filter(name => Object.hasOwn(given, name) && (given[name] ?? undefined) !== undefined).map(
    name => [name, readField(name, given[name])] as const,
  );
  const partial = Object.fromEntries(read) as Partial<PartialRequest>;
  return { ...partial, prompt: partial.prompt ?? (readField('prompt', undefined) as string) };
}

function withTodaysNames(given: Fields): Fields {
  const renamed = FIELD_NAMES.flatMap(name => {
    const { formerly } = fieldOf(name);
    const value = formerly && given[formerly.name];
    if (!formerly || typeof value !== 'string' || (given[name] !== undefined && name !== formerly.name)) return [];
    return [[name, Object.hasOwn(formerly.values, value) ? formerly.values[value] : value] as const];
  });
  return { ...given, ...Object.fromEntries(renamed) };
}

/** Whether chance decides what these values leave out. */
function isDrawn(name: FieldName, values: Fields): boolean {
  const besides = besidesOf(name);
  return (
    fieldOf(name).absent === 'drawn' && (besides.length === 0 || besides.some(other => values[other] !== undefined))
  );
}

/** What is kept of a picture. */
function originOf(picture: unknown): PictureOrigin | true | undefined {
  return picture === undefined ? undefined : (readOrigin((picture as SourcePicture).origin) ?? true);
}

function markIn(given: Fields, name: FieldName): PictureOrigin | true | undefined {
  const { mark } = fieldOf(name);
  const value = mark === undefined ? undefined : given[mark];
  return value === true ? true : readOrigin(value);
}

/** Whether a field was given, the pixels of which may be gone, and itself counts. */
function isThere(given: Fields, name: FieldName): boolean {
  const besides = besidesOf(name);
  const said = fieldOf(name).mark === undefined ? given[name] !== undefined : markIn(given, name) !== undefined;
  return said && (besides.length === 0 || besides.some(other => isThere(given, other)));
}
