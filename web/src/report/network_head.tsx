import { linkTo } from "../address/address";
import { CLASS_NAMES, sayClass, sayRegime } from "../networks/classes";
import type { Occasion } from "../occasions/occasions";
import { count, counted } from "../words/numbers";
import { Plain, unbroken } from "../words/text";
import { useTimes } from "../words/times";
import type { NetworkData, ReportData } from "./data";

interface NetworkHeadProps {
  data: ReportData;
  position: number;
  occasions: Occasion[];
}

// A network in words, before any picture: what was observed, what chance would have given, and what its class means.
export function NetworkHead({ data, position, occasions }: NetworkHeadProps) {
  const network = data.networks[position];
  const times = useTimes();
  return (
    <>
      <Crumbs data={data} position={position} />
      <h1>
        <Plain text={network.network_id} limit={40} />{" "}
        <span className="soft light">
          · {counted(network.size, "account")} · {CLASS_NAMES[network.class]}
        </span>
      </h1>
      <p className="lead">
        <Observed network={network} /> <ByChance network={network} />
      </p>
      <p className="class-meaning">{sayClass(network)}</p>
      <p className="small soft">
        {sayRegime(network)} {count(network.shared)} shared objects
        {data.left_out.pairs === 0 && ` over ${counted(network.pairs.a.length, "pair")}`},{" "}
        {times.span(network.first_time, network.last_time)}, times in {times.zone}. {partial(network, occasions)}
      </p>
    </>
  );
}

function Crumbs({ data, position }: { data: ReportData; position: number }) {
  const { networks, run } = data;
  const before = networks[position - 1];
  const after = networks[position + 1];
  return (
    <nav className="crumbs" aria-label="Networks">
      <a href={linkTo([])}>All networks ({count(networks.length)})</a>
      <span>
        {count(position + 1)} of {count(networks.length)}
      </span>
      {before && <a href={linkTo(["network", before.network_id])}>Previous</a>}
      {after && <a href={linkTo(["network", after.network_id])}>Next</a>}
      <span className="source">
        <Plain text={run.title} limit={60} />
      </span>
      <a href={linkTo(["computed"])}>How this was computed</a>
    </nav>
  );
}

// The numbers that matter are set apart in the program's own sentences.
function Observed({ network: { sentence, occasions } }: { network: NetworkData }) {
  const [before, number, after] = cut(unbroken(sentence), new RegExp(`${count(occasions)} occasions?`));
  return (
    <bdi>
      {before}
      <b>{number}</b>
      {after}
    </bdi>
  );
}

function ByChance({ network: { chance_sentence } }: { network: NetworkData }) {
  const [before, seen, rest] = cut(unbroken(chance_sentence), /(?<=\bmet )[^;,]+? times?\b/);
  const [between, chance, after] = cut(rest, /(?<=would meet )[^;]+? times?\b/);
  return (
    <bdi>
      {before}
      <b>{seen}</b>
      {between}
      <i>{chance}</i>
      {after}
    </bdi>
  );
}

function cut(sentence: string, part: RegExp): [string, string, string] {
  const found = part.exec(sentence);
  if (!found) return ["", "", sentence];
  return [sentence.slice(0, found.index), found[0], sentence.slice(found.index + found[0].length)];
}

function partial(network: NetworkData, occasions: Occasion[]): string {
  const parts: string[] = [];
  if (occasions.length < network.occasions)
    parts.push(`${count(occasions.length)} of its ${count(network.occasions)} occasions`);
  if (network.members.account_id.length < network.size)
    parts.push(`${count(network.members.account_id.length)} of its ${count(network.size)} members`);
  return parts.length === 0 ? "" : `This file holds ${parts.join(" and ")}; the tables beside it hold all.`;
}
