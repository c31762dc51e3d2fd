import type { ReactNode } from "react";
import { TableWords } from "../../table/table_words";
import { useWords } from "./words";

// The report's tables, in the console's language.
export function TableLanguage({ children }: { children: ReactNode }) {
  return <TableWords value={useWords().table}>{children}</TableWords>;
}
