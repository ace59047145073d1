import { FIELD_NAMES, type FieldName, fieldOf, type PartialRequest } from './fields.ts';
import type { JsonSchema } from './kinds.ts';

/** The option of the command line for a field, without its dashes and value; undefined if it has none. */
export function flagOf(name: FieldName): string | undefined {
  return fieldOf(name).flag?.split(' ')[0];
}

/** The fields that a sana block may set, by their words in it. */
export const BLOCK_FIELDS: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap(name => {
    const { word } = fieldOf(name);
    return word === undefined ? [] : [[word, name] as const];
  }),
);

/** What somebody wrote for a field, as its value. @returns undefined for what is none */
export function readWord(name: FieldName, text: string): unknown {
  const { kind } = fieldOf(name);
  return kind.read(kind.word(text));
}

export interface ToolSchema {
  readonly type: 'object';
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, JsonSchema & { readonly description: string }>>;
}

const TOOL_FIELDS = FIELD_NAMES.filter(name => fieldOf(name).tool);

/** What agents may say about a picture, as JSON Schema. */
export function toolSchema(): ToolSchema {
  const properties = TOOL_FIELDS.map(name => {
    const { kind, about } = fieldOf(name);
    return [name, { ...kind.schema, description: about }] as const;
  });
  const required = TOOL_FIELDS.filter(name => fieldOf(name).absent === 'required');
  return { type: 'object', required, properties: Object.fromEntries(properties) };
}

/** What of a request agents may say. */
export function onlyToolFields(request: PartialRequest): PartialRequest {
  const said = TOOL_FIELDS.filter(name => request[name] !== undefined).map(name => [name, request[name]] as const);
  return { prompt: request.prompt, ...(Object.fromEntries(said) as Partial<PartialRequest>) };
}
