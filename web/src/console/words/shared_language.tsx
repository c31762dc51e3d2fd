import type { ReactNode } from "react";
import { TableWords } from "../../table/table_words";
import { ViewWords } from "../../words/view_words";
import { useWords } from "./words";

// What the report and the console share, in the console's language.
export function SharedLanguage({ children }: { children: ReactNode }) {
  const { table, views } = useWords();
  return (
    <TableWords value={table}>
      <ViewWords value={views}>{children}</ViewWords>
    </TableWords>
  );
}
