import { expect, test } from "vitest";
import { confidence, expected, probability, ratio } from "./chance";

test("small probabilities are powers of ten, and none is zero", () => {
  expect([2.1e-9, 9.7e-10, 0.00042, 0.012, 0.317, 1, 0].map(probability)).toEqual([
    "2 × 10⁻⁹",
    "1 × 10⁻⁹",
    "4 × 10⁻⁴",
    "0.01",
    "0.32",
    "1",
    "under 10⁻³⁰⁰",
  ]);
});

test("what chance would give is not zero unless it is", () => {
  expect([0, 0.0004, 0.43, 2.84, 12.6, 1240].map(expected)).toEqual(["0", "under 0.01", "0.4", "2.8", "13", "1,240"]);
});

test("a ratio has two digits", () => {
  expect([0.834, 7.77, 77.5, 1284].map(ratio)).toEqual(["0.83", "7.8", "78", "1,300"]);
});

test("a confidence is cut and never one", () => {
  expect([1, 0.9996, 0.9989, 0.99, 0.9899, 0.711, 0].map(confidence)).toEqual([
    "> 0.999",
    "> 0.999",
    "0.998",
    "0.99",
    "0.98",
    "0.71",
    "0",
  ]);
});
