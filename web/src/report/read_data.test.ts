import { expect, test } from "vitest";
import { makeData } from "../../tests/make_data";
import { readData } from "./read_data";

const read = (change: (data: ReturnType<typeof makeData>) => void) => {
  const data = makeData({ networks: 2 });
  change(data);
  return readData(JSON.stringify(data));
};

test("whole data is taken", () => {
  expect(read(() => {}).problem).toBeUndefined();
});

test("columns of unequal length and rows that point nowhere are named", () => {
  expect(read((data) => data.networks[1].pairs.a.pop()).problem?.cause).toMatch(
    /network "n2": "pairs\.b" has \d+ rows/,
  );
  expect(
    read((data) => {
      data.networks[0].touches.member[0] = 4000;
    }).problem?.cause,
  ).toMatch(/"touches\.member" points at row 4000 of/);
  expect(read((data) => data.candidates.reason.pop()).problem?.cause).toMatch(
    /"candidates\.reason" has 139 rows instead/,
  );
  expect(read((data) => data.networks[1].delays.plan.pop()).problem?.cause).toMatch(/"n2": "delays" has not one bin/);
  expect(read((data) => Reflect.deleteProperty(data, "left_out")).problem?.cause).toMatch(/"left_out" is missing/);
});

test("a file that was cut and one that was never filled are told from each other", () => {
  expect(readData('{"run":').problem?.message).toMatch(/damaged/);
  expect(readData("__PLACE__").problem?.message).toMatch(/no data/);
  expect(readData(" ").problem?.message).toMatch(/no data/);
  expect(readData("null").problem?.message).toMatch(/damaged/);
});
