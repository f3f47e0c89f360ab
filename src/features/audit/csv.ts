/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection). */
const formula = /^[=+\-@\t\r\n]/;

/** One line of a CSV file (RFC 4180): every cell quoted, and none of them a formula. */
export function csvLine(cells: readonly string[]): string {
  const safe = cells.map((cell) => (formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""'));
  return `${safe.map((cell) => `"${cell}"`).join(",")}\r\n`;
}
