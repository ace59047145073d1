import { harmless } from '@sana-studio/core/errors';

/** One line of a table: columns apart from the first and the last are aligned to the right. */
export function tableRow(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1;
  const aligned = cells.map((cell, column) => {
    const width = widths[column] ?? 0;
    return column === 0 || column === last ? cell.padEnd(width) : cell.padStart(width);
  });
  return aligned.join('  ').trimEnd();
}

/** Rows of equal length in columns as wide as they need. Names out of files stand in some, so cells are made harmless. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map(row => row.map(cell => harmless(cell)));
  const widths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((most, row) => Math.max(most, row[column]!.length), 0),
  );
  return cells.map(row => tableRow(row, widths));
}

/** Prints `tableLines`. */
export function printTable(rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(rows)) process.stdout.write(`${line}\n`);
}
