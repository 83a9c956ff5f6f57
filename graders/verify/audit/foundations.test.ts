import { expect, test } from "vitest";
import { parseSpec } from "#graders/spec/parse.ts";
import { foundationFaults } from "./foundations.ts";

const refusals = {
  name: "negative numbers are refused",
  call: "root",
  points: 1,
  cases: [{ x: -1, throws: "there is no real root", source: "definition" }],
};
const values = { name: "roots", call: "root", points: 1, cases: [{ x: 4, expect: 2, source: "definition" }] };
const law = { name: "never negative", call: "root", points: 1, property: "bounded", with: { low: 0 } };

function faults(...checks: object[]): string[] {
  const functions = { root: { x: "number", returns: "number" } };
  return foundationFaults(
    parseSpec("99-made-up/root", "root.json", { title: "Root", formula: "√x", functions, checks, hints: ["?"] }),
  );
}

test("a function whose first check asks for no value may be passed by code that computes nothing", () => {
  expect(faults(refusals, values)).toEqual([
    'The check “negative numbers are refused” is the first of root, and code that computes nothing may pass it. Say under "needs" which check of values must have passed.',
  ]);
  expect(faults(law, values)).toHaveLength(1);
  expect(faults(values, refusals, law)).toEqual([]);
  expect(faults({ ...refusals, needs: ["roots"] }, values)).toEqual([]);
});
