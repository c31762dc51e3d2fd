import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { startPaths } from "../address/address";
import { startScheme } from "../scheme/scheme";
import "../tokens.css";
import "../base.css";
import "../pictures.css";
import "../tables.css";
import "./frame.css";
import "./desk.css";
import { queries } from "./api/queries";
import { App } from "./app";
import { startKeys } from "./frame/keys";
import { InLanguage } from "./words/words";

startScheme();
startPaths();
startKeys();
createRoot(document.getElementById("console") as HTMLElement).render(
  <QueryClientProvider client={queries}>
    <InLanguage>
      <App />
    </InLanguage>
  </QueryClientProvider>,
);
