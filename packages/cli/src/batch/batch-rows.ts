import { SanaError, slug } from '@sana-studio/core';
import {
  BLOCK_FIELDS,
  FIELD_NAMES,
  type FieldName,
  fieldOf,
  flagOf,
  type PartialRequest,
  readWord,
} from '@sana-studio/core/request';
import { listItems, openDocument } from '@sana-studio/documents';
import Papa from 'papaparse';

/** One line of a list of prompts: pictures that are asked for together. */
export interface BatchRow {
  /** What its file is called, without an extension; no two rows have the same. */
  readonly name: string;
  /** Of the list, from 1. */
  readonly line: number;
  readonly request: PartialRequest;
  /** The row as it stands in the list, by its columns: what fails is written down like that. */
  readonly given: Readonly<Record<string, string>>;
  /** Paths of the pictures that it holds, by their fields, as the list says them. */
  readonly pictures: Readonly<Partial<Record<FieldName, string>>>;
  /** What is wrong with the row: it is not drawn. */
  readonly problem?: SanaError;
}

export interface BatchList {
  readonly rows: readonly BatchRow[];
  /** Columns that mean nothing here. */
  readonly ignored: readonly string[];
}

const SIZE = /^(\d+)\s*[x×]\s*(\d+)$/i;

/** Every name that a column may have for a field: as the command line, a sana block and a request call it. */
const COLUMNS: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap((name): [string, FieldName][] => {
    const flag = flagOf(name);
    return [[plain(name), name], ...(flag === undefined ? [] : [[plain(flag), name] as [string, FieldName]])];
  }).concat([...BLOCK_FIELDS].map(([word, name]) => [plain(word), name])),
);

/** `Negative prompt`, `negative_prompt` and `negativePrompt` are the same. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Reads a list of prompts.
 * @param text of the file @param kind `csv`: with a line of names first; `markdown`: the items of its lists; `lines`
 * @throws SanaError `request-invalid` if there is no prompt in it, or two rows have one id
 */
export function batchRows(text: string, kind: 'csv' | 'markdown' | 'lines', what: string): BatchList {
  const bare = text.replace(/^\ufeff/, '');
  const list = kind === 'csv' ? csvRows(bare, what) : { rows: named(plainRows(bare, kind)), ignored: [] };
  if (list.rows.length === 0) throw new SanaError('request-invalid:no-prompts', { file: what });
  return list;
}

function plainRows(text: string, kind: 'markdown' | 'lines'): Omit<BatchRow, 'name'>[] {
  if (kind === 'markdown') {
    return listItems(openDocument(text, 'markdown')).map(({ words, line }) => ofWords(words, line));
  }
  return text.split(/\r\n|\n|\r/).flatMap((words, index) => {
    return words.trim() === '' ? [] : [ofWords(words.trim(), index + 1)];
  });
}

function ofWords(prompt: string, line: number): Omit<BatchRow, 'name'> {
  return { line, request: { prompt }, given: { id: '', prompt }, pictures: {} };
}

/** Those without an id are numbered, so that a longer list adds files and changes none. */
function named(rows: readonly Omit<BatchRow, 'name'>[]): BatchRow[] {
  const digits = Math.max(3, String(rows.length).length);
  return rows.map((row, index) =>
    withName(row, `${String(index + 1).padStart(digits, '0')}-${slug(row.request.prompt, 48)}`),
  );
}

/** A row that is written down keeps its name, wherever it stands in another list. */
function withName(row: Omit<BatchRow, 'name'>, name: string): BatchRow {
  const given = { ...row.given };
  for (const column of Object.keys(given)) if (plain(column) === 'id' && given[column] === '') given[column] = name;
  return { ...row, name, given };
}

function csvRows(text: string, what: string): BatchList {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separatorOf(text), skipEmptyLines: false });
  const [head = [], ...body] = data;
  const columns = head.map(columnOf);
  if (head.every(name => name.trim() === '')) return { rows: [], ignored: [] };
  if (!columns.includes('prompt'))
    throw new SanaError('request-invalid:no-prompt-column', { file: what, columns: head });
  for (const [index, column] of columns.entries()) {
    const first = columns.indexOf(column);
    if (column !== undefined && first < index)
      throw new SanaError('request-invalid:batch-columns', { file: what, first: head[first]!, second: head[index]! });
  }
  const open = errors.find(({ code }) => code === 'MissingQuotes');
  const ignored = head.filter((name, index) => columns[index] === undefined && name.trim() !== '');
  // a quoted value may go over several lines
  let line = 2 + lines(head);
  const rows: (Omit<BatchRow, 'name'> & { readonly id: string })[] = [];
  const hasId = columns.includes('id');
  for (const [index, values] of body.entries()) {
    const at = line;
    // all that follows would be one value
    if (open?.row === index + 1) throw new SanaError('request-invalid:batch-quotes', { file: what, line: at });
    line += 1 + lines(values);
    if (values.every(value => value.trim() === '')) continue;
    const given = Object.fromEntries(head.map((name, index) => [name, values[index] ?? '']));
    const row = csvRow(columns, values);
    // a comma in a prompt that is not in quotation marks would cut it off
    const isLonger = values.slice(head.length).some(value => value.trim() !== '');
    const problem = isLonger
      ? new SanaError('request-invalid:batch-values', { values: values.length, columns: head.length })
      : row.problem;
    rows.push({ ...row, line: at, given: hasId ? given : { id: '', ...given }, ...(problem && { problem }) });
  }
  return { rows: withIds(rows, what), ignored };
}

const SEPARATORS = [',', ';', '\t'];

/** What the names of the columns are separated by: values hold commas of their own. */
function separatorOf(text: string): string {
  const names = (delimiter: string) => Papa.parse<string[]>(text, { delimiter, preview: 1 }).data[0] ?? [];
  const [most] = SEPARATORS.map(separator => ({ separator, names: names(separator) }))
    .filter(({ names }) => names.some(name => columnOf(name) === 'prompt'))
    .toSorted((a, b) => b.names.length - a.names.length);
  return most?.separator ?? ',';
}

function columnOf(name: string): FieldName | 'id' | 'size' | undefined {
  const key = plain(name);
  return key === 'id' || key === 'size' ? key : COLUMNS.get(key);
}

/** Line ends inside the values of a row. */
function lines(values: readonly string[]): number {
  return values.reduce((sum, value) => sum + (value.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function csvRow(columns: readonly (FieldName | 'id' | 'size' | undefined)[], values: readonly string[]) {
  const request: Partial<Record<FieldName, unknown>> = {};
  const pictures: Partial<Record<FieldName, string>> = {};
  let [id, problem] = ['', undefined as SanaError | undefined];
  for (const [index, column] of columns.entries()) {
    const text = values[index]?.trim() ?? '';
    if (column === undefined || text === '') continue;
    if (column === 'id') id = text;
    else if (column === 'size') {
      const [, width, height] = SIZE.exec(text) ?? [];
      if (width && height) Object.assign(request, { width: Number(width), height: Number(height) });
      else problem = new SanaError('request-invalid:batch-size', { given: text });
    } else if (fieldOf(column).kind.type === 'picture') pictures[column] = text;
    else {
      try {
        const value = readWord(column, text);
        if (value === undefined) problem ??= misfit(column, text);
        request[column] = value;
      } catch (error) {
        problem ??= SanaError.from(error, 'request-invalid');
      }
    }
  }
  if (request.prompt === undefined) problem ??= new SanaError('request-invalid:batch-prompt');
  const own = { prompt: '', ...request } as PartialRequest;
  return { id, request: own, pictures, ...(problem && { problem }) };
}

function misfit(name: FieldName, given: string): SanaError {
  const { kind, code } = fieldOf(name);
  // pictures are read from their paths, not from a word
  const field = code as Exclude<typeof code, 'image-unreadable'>;
  return new SanaError(`${field}:field`, { field: name, limits: kind.limits, given: `“${given}”` });
}

/** Files are called after ids, in letters that every file system takes. */
function withIds(rows: readonly (Omit<BatchRow, 'name'> & { readonly id: string })[], what: string): BatchRow[] {
  const numbered = named(rows);
  const lineOf = new Map<string, number>();
  return rows.map(({ id, ...row }, index) => {
    const name = id === '' ? numbered[index]!.name : slug(id);
    const before = lineOf.get(name);
    if (before !== undefined)
      throw new SanaError('request-invalid:batch-id', { file: what, id: id || name, first: before, second: row.line });
    lineOf.set(name, row.line);
    return withName(row, name);
  });
}
