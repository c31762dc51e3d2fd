import { expect, test } from "vitest";
import { parseOptions } from "./options";

test("options are the words as typed, quoted ones whole", () => {
  expect(parseOptions(`--window 10s  --only-hashtag "two words" --only-url 'https://example.org/*'`)).toEqual([
    "--window",
    "10s",
    "--only-hashtag",
    "two words",
    "--only-url",
    "https://example.org/*",
  ]);
  expect(parseOptions("  ")).toEqual([]);
});
