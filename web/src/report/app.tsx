import { useEffect } from "react";
import { useChoice, usePath } from "../address/address";
import { InZone, isZone } from "../words/times";
import type { ReportData } from "./data";
import { Masthead } from "./masthead";
import { NetworkPage } from "./network_page";
import { Overview } from "./overview";

// The report's frame: which page the address names, in which zone times are written.
export function App({ data }: { data: ReportData }) {
  const path = usePath();
  const [zone] = useChoice("zone");
  const position = path[0] === "network" ? data.networks.findIndex((network) => network.network_id === path[1]) : -1;
  const network = data.networks[position];
  useEffect(() => {
    document.title = `${network ? `${network.network_id.slice(0, 60)} · ` : ""}${data.run.title.slice(0, 200)} · Lockstep`;
  }, [network, data]);
  return (
    <InZone zone={zone !== null && isZone(zone) ? zone : "UTC"} resolution_seconds={data.run.resolution_seconds}>
      <button type="button" className="skip" onClick={() => document.getElementById("content")?.focus()}>
        Skip to the content
      </button>
      <Masthead />
      <main id="content" tabIndex={-1}>
        {network ? (
          <NetworkPage key={network.network_id} data={data} position={position} />
        ) : (
          <Overview data={data} unknown={path[0] === "network" ? (path[1] ?? "") : null} section={path[0] ?? null} />
        )}
      </main>
    </InZone>
  );
}
