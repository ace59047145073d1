/** One line of a table: columns apart from the first and the last are aligned to the right. */
export function tableRow(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1;
  const aligned = cells.map((cell, column) => {
    const width = widths[column] ?? 0;
    return column === 0 || column === last ? cell.padEnd(width) : cell.padStart(width);
  });
  return aligned.join('  ').trimEnd();
}

/** Prints rows of equal length in columns as wide as they need. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  for (const row of rows) process.stdout.write(`${tableRow(row, widths)}\n`);
}
