import { expect, test } from "vitest";
import { de } from "./de";
import { en } from "./en";

test("a measure is called by the same word as a choice, on the button that decides it, and as a state", () => {
  for (const [words, stem] of [
    [en, "hold"],
    [de, "zurück"],
  ] as const)
    for (const said of [words.measures.hold, words.measure_acts.hold, words.case_states.held])
      expect(said.toLowerCase()).toContain(stem);
});
