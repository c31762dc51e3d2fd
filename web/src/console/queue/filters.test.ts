import { expect, test } from "vitest";
import { asChoices } from "./filters";

test("filters become choices of a link, and nothing else does", () => {
  expect(asChoices({ state: "open", min_members: 5, sort: undefined })).toEqual({ state: "open", min_members: "5" });
  expect(asChoices({ state: "waiting", cursor: "x", limit: 50 })).toEqual({});
  expect(asChoices({})).toEqual({ state: "all" });
});
