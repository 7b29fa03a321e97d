/** What the migrations that are looked at have made themselves: nobody uses it yet, and no lock on it keeps anybody waiting. */
export class CreatedObjects {
  readonly #tables = new Set<string>();
  readonly #columns = new Set<string>();

  addTable(table: string): void {
    this.#tables.add(table);
  }

  addColumn(table: string, column: string): void {
    this.#columns.add(`${table}.${column}`);
  }

  hasTable(table: string): boolean {
    return this.#tables.has(table);
  }

  /** Whether all of them are new; false where none is named. */
  hasColumns(table: string, columns: readonly string[]): boolean {
    return columns.length > 0 && columns.every((column) => this.#columns.has(`${table}.${column}`));
  }
}
