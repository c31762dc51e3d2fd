// Order and search over the rows of a table, by columns; the rows themselves stay where they are.

export type Value = string | number | null;

export interface ColumnValues<Row> {
  key: string;
  label: string;
  value: (row: Row) => Value; // null: not known
  find?: (row: Row) => string; // what a search looks at, where that is more than the value
  is_action?: boolean; // holds something to press: neither sorted, searched nor copied
}

export interface Order {
  key: string;
  down: boolean;
}

// "-occasions": from the largest down.
export function parseOrder<Row>(text: string | null, columns: ColumnValues<Row>[]): Order | null {
  if (text === null) return null;
  const down = text.startsWith("-");
  const key = down ? text.slice(1) : text;
  return columns.some((column) => column.key === key) ? { key, down } : null;
}

// Not-known values come last in both directions; equal ones keep the order that the data has.
export function sortRows<Row>(rows: Row[], columns: ColumnValues<Row>[], order: Order | null): Row[] {
  const column = order && columns.find((each) => each.key === order.key);
  if (!column) return rows;
  const values = rows.map(column.value);
  const sign = order.down ? -1 : 1;
  const positions = rows.map((_, at) => at);
  positions.sort((p, q) => compare(values[p], values[q], sign) || p - q);
  return positions.map((at) => rows[at]);
}

function compare(a: Value, b: Value, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -sign : a > b ? sign : 0;
}

// A row is found by all words of the search, in any of its columns, in any case.
export function makeSearch<Row>(rows: Row[], columns: ColumnValues<Row>[]): (search: string) => Row[] {
  let texts: string[] | null = null; // made at the first search
  return (search) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    const values = columns.filter((column) => !column.is_action);
    texts ??= rows.map((row) =>
      values
        .map((column) => column.find?.(row) ?? column.value(row) ?? "")
        .join("\t")
        .toLowerCase(),
    );
    const made = texts;
    return rows.filter((_, at) => words.every((word) => made[at].includes(word)));
  };
}

// For a spreadsheet: a text that it would run as a formula is led by an apostrophe. Some take the wide signs for the
// same, and a quotation mark at the start for one that ends further on: what stands between is a formula again.
export function toTsv<Row>(rows: Row[], columns: ColumnValues<Row>[]): string {
  const cell = (value: Value) => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const flat = value.replace(/[\t\r\n\u2028\u2029]+/g, " ");
    return /^\s*["=+\-@\uff1d\uff0b\uff0d\uff20]/.test(flat) ? `'${flat}` : flat;
  };
  const values = columns.filter((column) => !column.is_action);
  const lines = rows.map((row) => values.map((column) => cell(column.value(row))).join("\t"));
  return [values.map((column) => column.key).join("\t"), ...lines].join("\n");
}
