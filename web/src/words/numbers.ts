// Numbers as they are read: grouped digits, units, no more digits than are known.

let whole = new Intl.NumberFormat("en-GB");
let point = ".";
let under = "under";

// In the digits and signs of another language; `word` is its "under".
export function writeNumbersAs(locale: string, word: string): void {
  whole = new Intl.NumberFormat(locale);
  point = whole.formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";
  under = word;
}

// As JavaScript writes it, but for the sign before the fraction: no digit more or less.
export function decimal(value: number): string {
  return String(value).replace(".", point);
}

export function decimals(value: number, digits: number): string {
  return value.toFixed(digits).replace(".", point);
}

export function sayUnder(least: string): string {
  return `${under} ${least}`;
}

export function count(value: number): string {
  return whole.format(value);
}

// "1 account", "12 accounts"
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

// A gap or a window: "0 s", "0.25 s", "60 s", "2 min 5 s", "2 h", "3 d 4 h". At most two units, since more are not read.
export function duration(seconds: number): string {
  const sign = seconds < 0 ? "−" : "";
  const size = Math.abs(seconds);
  if (size < 120) return `${sign}${trimmed(size, size < 1 ? 3 : size < 10 ? 1 : 0)} s`;
  const units: [number, string][] = [
    [86400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  const at = units.findIndex(([unit]) => size >= unit);
  const [unit, name] = units[at];
  const first = Math.floor(size / unit);
  const [nextUnit, nextName] = units[at + 1];
  const second = Math.round((size - first * unit) / nextUnit);
  if (second * nextUnit === unit) return `${sign}${first + 1} ${name}`;
  return second === 0 ? `${sign}${first} ${name}` : `${sign}${first} ${name} ${second} ${nextName}`;
}

// Plain seconds for a table of gaps, so that digits stand below each other: "14 s", "3,600 s".
export function seconds(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? "−" : ""}${whole.format(Number(size.toFixed(size < 10 ? 3 : 1)))} s`;
}

export function bytes(value: number): string {
  if (value < 1e6) return `${Math.round(value / 1e3)} kB`;
  if (value < 1e9) return `${trimmed(value / 1e6, 1)} MB`;
  return `${trimmed(value / 1e9, 1)} GB`;
}

function trimmed(value: number, digits: number): string {
  return decimal(Number(value.toFixed(digits)));
}
