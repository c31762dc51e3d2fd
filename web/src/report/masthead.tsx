import { useDeferredValue, useMemo } from "react";
import { linkTo, useChoice } from "../address/address";
import { type Choice, chooseScheme, useSchemeChoice } from "../scheme/scheme";
import { useTimes } from "../words/times";

export function Masthead() {
  const scheme = useSchemeChoice();
  useChoice("zone"); // the links keep it
  return (
    <header className="masthead">
      <div>
        <a className="brand" href={linkTo([])}>
          Lockstep
        </a>
        <nav aria-label="Report">
          <a href={linkTo([])}>Networks</a>
          <a href={linkTo(["gaps"])}>Gaps and weights</a>
          <a href={linkTo(["read"])}>What was read</a>
          <a href={linkTo(["computed"])}>How it was computed</a>
        </nav>
        <div className="settings-bar">
          <ZoneSelect />
          <label>
            <span className="soft">Colours</span>{" "}
            <select value={scheme} onChange={(event) => chooseScheme(event.target.value as Choice)}>
              <option value="system">system</option>
              <option value="light">light</option>
              <option value="dark">dark</option>
            </select>
          </label>
        </div>
      </div>
    </header>
  );
}

function ZoneSelect() {
  const times = useTimes();
  const [, setZone] = useChoice("zone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = useDeferredValue(true, false); // four hundred zones are not in the way of the first view
  const zones = useMemo(
    () => [...new Set(["UTC", own, ...(all ? Intl.supportedValuesOf("timeZone") : []), times.zone])],
    [own, times.zone, all],
  );
  return (
    <label>
      <span className="soft">Times in</span>{" "}
      <select
        value={times.zone}
        onChange={(event) => setZone(event.target.value === "UTC" ? null : event.target.value)}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </select>
    </label>
  );
}
