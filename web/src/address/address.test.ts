import { expect, test } from "vitest";
import { formatAddress, parseAddress } from "./address";

test("an address comes back as it was written, whatever a network is called", () => {
  const written = formatAddress(["network", "a/b ?&#é"], { "members.find": "rye & tide", occasion: "3" });
  const read = parseAddress(written);
  expect(read.path).toEqual(["network", "a/b ?&#é"]);
  expect(Object.fromEntries(read.choices)).toEqual({ "members.find": "rye & tide", occasion: "3" });
});

test("a broken address is the overview, not a fault", () => {
  for (const hash of ["", "#", "#/", "#/?", "#?x"]) expect(parseAddress(hash).path).toEqual([]);
  expect(parseAddress("#/network/%E0%A4%A").path).toEqual(["network", "%E0%A4%A"]);
});

test("a path of the console says the same as an address behind #", () => {
  const { path, choices } = parseAddress("/cases/12/members?of=a%2Fb");
  expect(path).toEqual(["cases", "12", "members"]);
  expect(choices.get("of")).toBe("a/b");
});
