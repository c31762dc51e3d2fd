import { expect, test } from "vitest";
import type { Policy } from "../api/types";
import { asDecision, EMPTY, fitting, inUse } from "./draft";

const policy = (change: Partial<Policy>): Policy => ({
  policy_id: "concert",
  version: 1,
  name: "Acting in concert",
  text: "",
  measures: ["label", "suspend"],
  active: true,
  created_at: 0,
  ...change,
});

test("the newest version counts, and a retired policy does not", () => {
  const all = [policy({}), policy({ version: 2 }), policy({ policy_id: "old", active: false })];
  expect(inUse(all).map(({ policy_id, version }) => [policy_id, version])).toEqual([["concert", 2]]);
});

test("a policy is offered only where it allows every measure, and any where nobody is reached", () => {
  const all = [policy({}), policy({ policy_id: "labels", measures: ["label"] })];
  const ids = (draft: Parameters<typeof fitting>[1]) => fitting(all, draft).map((each) => each.policy_id);
  expect(ids({ ...EMPTY, measure: "suspend" })).toEqual(["concert"]);
  expect(ids({ ...EMPTY, measure: "label" })).toEqual(["concert", "labels"]);
  expect(ids({ ...EMPTY, exceptions: [{ account_id: "a", measure: "terminate" }] })).toEqual([]);
  expect(ids(EMPTY)).toEqual(["concert", "labels"]);
});

test("a measure that reaches somebody needs a policy; no action needs none", () => {
  expect(asDecision({ ...EMPTY, measure: "suspend" })).toBeNull();
  expect(asDecision(EMPTY)).toMatchObject({ measure: "no_action", policy_id: "" });
  expect(asDecision({ ...EMPTY, measure: "suspend", policy: "concert 2" })).toMatchObject({
    policy_id: "concert",
    policy_version: 2,
  });
});
