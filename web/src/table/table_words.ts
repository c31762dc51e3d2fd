import { createContext, useContext } from "react";
import { count } from "../words/numbers";

// What a table says itself, so that it can say it in another language.
export interface TableTexts {
  search_in: (rows: string) => string;
  search: (what?: string) => string;
  some: (shown: number, all: number) => string;
  not_found: (text: string, all: number) => string;
  columns: string;
  copy: string;
  copy_hint: string;
  copied: (rows: number) => string;
  not_copied: string;
}

export const ENGLISH_TABLE: TableTexts = {
  search_in: (rows) => `Search in ${rows}`,
  search: (what) => (what ? `Search ${what}` : "Search"),
  some: (shown, all) => `${count(shown)} of ${count(all)}`,
  not_found: (text, all) => `Nothing here holds “${text}”. Clear the search to see all ${count(all)}.`,
  columns: "What the columns say",
  copy: "Copy as TSV",
  copy_hint: "The rows as they are shown, tab separated, all columns",
  copied: (rows) => `${count(rows)} rows copied`,
  not_copied: "The browser refused to copy",
};

const Context = createContext(ENGLISH_TABLE);
export const TableWords = Context.Provider;
export const useTableWords = () => useContext(Context);
