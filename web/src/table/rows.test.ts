import { expect, test } from "vitest";
import { type ColumnValues, makeSearch, parseOrder, sortRows, toTsv } from "./rows";

interface Row {
  name: string;
  posts: number | null;
}
const columns: ColumnValues<Row>[] = [
  { key: "name", label: "Name", value: (row) => row.name },
  { key: "posts", label: "Posts", value: (row) => row.posts },
  { key: "open", label: "Open", value: () => null, is_action: true },
];
const rows: Row[] = [
  { name: "quay", posts: 2 },
  { name: "=SUM(A1)", posts: null },
  { name: "Rye\tbread\nat noon", posts: 10 },
  { name: "pier", posts: 2 },
];

test("numbers sort as numbers, what is not known comes last both ways, equals keep their order", () => {
  const sorted = (order: string) => sortRows(rows, columns, parseOrder(order, columns)).map((row) => row.posts);
  expect(sorted("posts")).toEqual([2, 2, 10, null]);
  expect(sorted("-posts")).toEqual([10, 2, 2, null]);
  expect(sortRows(rows, columns, parseOrder("posts", columns))[0].name).toBe("quay");
});

test("an order by a column that is not there is no order", () => {
  expect(parseOrder("-gone", columns)).toBeNull();
  expect(sortRows(rows, columns, null)).toBe(rows);
});

test("a search wants all its words, in any column and any case", () => {
  const search = makeSearch(rows, columns);
  expect(search("RYE noon").map((row) => row.posts)).toEqual([10]);
  expect(search(" 2 ").length).toBe(2);
  expect(search("rye pier")).toEqual([]);
  expect(search("  ")).toBe(rows);
});

test("copied rows keep one line each, and no spreadsheet runs them", () => {
  expect(toTsv(rows, columns).split("\n")).toEqual([
    "name\tposts",
    "quay\t2",
    "'=SUM(A1)\t",
    "Rye bread at noon\t10",
    "pier\t2",
  ]);
  const names = ['"=1+1"', "\uff1d1+1", "\uff20sum", " +1", "-1", "quay"];
  const hostile = names.map((name) => ({ name, posts: 1 }));
  expect(toTsv(hostile, columns).split("\n").slice(1)).toEqual(
    names.map((name) => `${name === "quay" ? "" : "'"}${name}\t1`),
  );
});
