import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import { choose, useChoice } from "../address/address";
import { useNarrow } from "../marks/narrow";
import { usePrinting } from "../scheme/printing";
import { count } from "../words/numbers";
import { NotKnown, Plain, plain } from "../words/text";
import { copyText } from "./copy";
import { type ColumnValues, makeSearch, type Order, parseOrder, sortRows, toTsv } from "./rows";
import { useTableWords } from "./table_words";

export interface Column<Row> extends ColumnValues<Row> {
  cell?: (row: Row) => ReactNode; // how it is shown, where that is not the value itself
  number?: boolean;
  width: string; // of the column, since rows come and go while one scrolls
  hint?: string;
  one_line?: boolean; // cut at the column's end; the whole is in its tooltip
}

interface DataTableProps<Row> {
  name: string; // its choices stand in the address as `name.sort` and `name.find`
  caption: string;
  rows: Row[];
  columns: Column<Row>[];
  row_height?: number;
  search_for?: string; // what stands in the empty search field
  is_chosen?: (row: Row) => boolean;
  none: string; // said where there are no rows at all
  narrow?: Record<string, string>; // on a phone: the columns that are shown, with their widths; all are still copied
  className?: string;
  on_shown?: (rows: Row[]) => void; // the rows that are left, in their order; stable, since it is called when they change
  row_class?: (row: Row) => string | undefined;
  follows_chosen?: boolean; // the chosen row is scrolled into sight
}

const FEW = 24; // rows that stand in the page without a scroller of their own

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, rows, columns, row_height = 37 } = props;
  const [sort] = useChoice(`${name}.sort`);
  const [find, setFind] = useChoice(`${name}.find`);
  const order = parseOrder(sort, columns);
  const search = useMemo(() => makeSearch(rows, columns), [rows, columns]);
  const searched = useDeferredValue(find ?? "");
  const orderKey = order ? `${order.down ? "-" : ""}${order.key}` : null;
  const shown = useMemo(
    () => sortRows(search(searched), columns, parseOrder(orderKey, columns)),
    [search, searched, columns, orderKey],
  );
  const caption = useId();
  const words = useTableWords();
  const { on_shown } = props;
  useEffect(() => on_shown?.(shown), [on_shown, shown]);

  if (rows.length === 0) return <p className="none">{props.none}</p>;
  return (
    <div className={`data-table ${props.className ?? ""}`}>
      <div className="table-tools">
        <p id={caption} className="table-count">
          {shown.length === rows.length ? count(rows.length) : words.some(shown.length, rows.length)} {props.caption}
        </p>
        <label className="find">
          <span className="unseen">{words.search_in(props.caption)}</span>
          <input
            type="search"
            placeholder={words.search(props.search_for)}
            value={find ?? ""}
            onChange={(event) => setFind(event.target.value)}
          />
        </label>
        <CopyButton text={() => toTsv(shown, columns)} rows={shown.length} />
      </div>
      <Rows {...props} shown={shown} order={order} caption_id={caption} row_height={row_height} />
      {shown.length === 0 && <p className="none">{words.not_found(searched, rows.length)}</p>}
      <ColumnHints columns={columns} />
    </div>
  );
}

// What a heading is too short to say; under the table, since nothing should hide behind a pointer.
function ColumnHints<Row>({ columns }: { columns: Column<Row>[] }) {
  const words = useTableWords();
  const hinted = columns.filter((column) => column.hint !== undefined);
  if (hinted.length === 0) return null;
  return (
    <details className="column-hints">
      <summary>{words.columns}</summary>
      <dl className="settings">
        {hinted.map((column) => (
          <div key={column.key} className="setting">
            <dt>{column.label}</dt>
            <dd>{column.hint}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface RowsProps<Row> extends DataTableProps<Row> {
  shown: Row[];
  order: Order | null;
  caption_id: string;
  row_height: number;
}

function Rows<Row>({
  name,
  shown,
  columns: all_columns,
  narrow,
  order,
  caption_id,
  row_height,
  is_chosen,
  row_class,
  follows_chosen = false,
}: RowsProps<Row>) {
  const is_narrow = useNarrow() && narrow !== undefined;
  const columns = is_narrow
    ? all_columns.filter(({ key }) => key in narrow).map((column) => ({ ...column, width: narrow[column.key] }))
    : all_columns;
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const many = shown.length > FEW;
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => row_height,
    overscan: Math.ceil(440 / row_height),
    initialRect: { width: 800, height: 600 },
  });
  const chosen = is_chosen && follows_chosen ? shown.findIndex(is_chosen) : -1;
  const scrollTo = useRef(virtual.scrollToIndex);
  scrollTo.current = virtual.scrollToIndex;
  useEffect(() => {
    if (chosen >= 0 && many) scrollTo.current(chosen, { align: "auto" });
  }, [chosen, many]);
  const all = !many || printing;
  const items = all ? shown.slice(0, 1000).map((_, index) => ({ index, start: 0, end: 0 })) : virtual.getVirtualItems();
  const before = all ? 0 : (items[0]?.start ?? 0);
  const after = all ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      className={`rows ${many ? "many" : ""} ${is_narrow ? "narrow" : ""}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      aria-labelledby={caption_id}
    >
      <table aria-rowcount={shown.length + 1} aria-labelledby={caption_id}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading key={column.key} name={name} column={column} order={order} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr className="spacer" style={{ height: before }} />}
          {items.map(({ index }) => (
            <tr
              key={index}
              data-index={index}
              ref={all ? undefined : virtual.measureElement}
              aria-rowindex={index + 2}
              className={nameClasses(is_chosen?.(shown[index]), row_class?.(shown[index]))}
              aria-current={is_chosen?.(shown[index]) ? "true" : undefined}
            >
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={shown[index]} />
              ))}
            </tr>
          ))}
          {after > 0 && <tr className="spacer" style={{ height: after }} />}
        </tbody>
      </table>
      {printing && shown.length > 1000 && <p>The first 1,000 of {count(shown.length)} rows are printed.</p>}
    </section>
  );
}

function nameClasses(is_chosen: boolean | undefined, more: string | undefined): string | undefined {
  return [is_chosen && "chosen", more].filter(Boolean).join(" ") || undefined;
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const value = column.value(row);
  const shown = () => {
    if (column.cell) return column.cell(row);
    if (value === null) return <NotKnown />;
    return typeof value === "number" ? count(value) : <Plain text={value} />;
  };
  if (column.one_line) {
    return (
      <td className="one-line" title={plain(String(value ?? ""), 400)}>
        {shown()}
      </td>
    );
  }
  return <td className={column.number ? "number" : undefined}>{shown()}</td>;
}

function Heading<Row>({ name, column, order }: { name: string; column: Column<Row>; order: Order | null }) {
  if (column.is_action) return <th scope="col">{column.label}</th>;
  const sorted = order?.key === column.key ? (order.down ? "descending" : "ascending") : undefined;
  const next = () => {
    const first = column.number ? "-" : "";
    const second = column.number ? "" : "-";
    if (!sorted) return first + column.key;
    return sorted === (column.number ? "descending" : "ascending") ? second + column.key : null;
  };
  return (
    <th scope="col" aria-sort={sorted} className={column.number ? "number" : undefined}>
      <button type="button" className="sort" onClick={() => choose({ [`${name}.sort`]: next() }, "adjust")}>
        {column.label}
        <span className="arrow" aria-hidden="true">
          {sorted === "descending" ? "↓" : sorted === "ascending" ? "↑" : "↕"}
        </span>
      </button>
    </th>
  );
}

function CopyButton({ text, rows }: { text: () => string; rows: number }) {
  const [said, setSaid] = useState("");
  const words = useTableWords();
  const copy = async () => setSaid((await copyText(text())) ? words.copied(rows) : words.not_copied);
  return (
    <span className="copy">
      <button type="button" className="quiet" onClick={copy} title={words.copy_hint}>
        {words.copy}
      </button>
      <span role="status" className="soft">
        {said}
      </span>
    </span>
  );
}
