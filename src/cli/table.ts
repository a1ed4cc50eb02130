/** Lines of a table: columns as wide as their widest cell, two blanks between, no frame. */
export function tableLines(
  header: readonly string[],
  body: readonly (readonly (string | number)[])[],
): string[] {
  const all = [header, ...body].map((cells) => cells.map(String));
  const widths = header.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const [head, ...rest] = all;
  return [line(head!), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line)];
}
