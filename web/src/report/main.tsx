import { createRoot } from "react-dom/client";
import { startScheme } from "../scheme/scheme";
import "../tokens.css";
import "../base.css";
import "../pictures.css";
import "../tables.css";
import { App } from "./app";
import { Failure } from "./failure";
import { readData } from "./read_data";

startScheme();
const place = document.getElementById("report") as HTMLElement;
const read = readData(document.getElementById("report-data")?.textContent ?? "");
createRoot(place).render(read.problem ? <Failure problem={read.problem} /> : <App data={read.data} />);
