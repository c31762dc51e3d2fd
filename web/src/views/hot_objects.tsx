import { useMemo } from "react";
import type { TraceSummary } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { duration } from "../words/numbers";

interface HotObject {
  trace: TraceSummary;
  object: string;
  touches: number;
  window_seconds: number | null;
}

// Objects that so many touched that their pairs would say nothing: their window was narrowed, or they were left out.
export function HotObjects({ traces }: { traces: TraceSummary[] }) {
  const rows = useMemo(() => traces.flatMap((trace) => trace.hot_objects.map((hot) => ({ ...hot, trace }))), [traces]);
  const columns: Column<HotObject>[] = useMemo(
    () => [
      { key: "object", label: "Object", width: "22rem", value: (hot) => hot.object },
      { key: "trace", label: "Shared as", width: "9rem", value: (hot) => hot.trace.trace },
      { key: "touches", label: "Touches", width: "7rem", number: true, value: (hot) => hot.touches },
      {
        key: "window_seconds",
        label: "Window used",
        width: "9rem",
        number: true,
        value: (hot) => hot.window_seconds,
        cell: (hot) =>
          hot.window_seconds === null
            ? "left out"
            : `${duration(hot.window_seconds)} of ${duration(hot.trace.window_seconds)}`,
      },
    ],
    [],
  );
  return (
    <DataTable
      name="hot"
      narrow={{ object: "46%", touches: "24%", window_seconds: "30%" }}
      caption="hot objects"
      rows={rows}
      columns={columns}
      none="No object was so common that its window had to be narrowed."
    />
  );
}
