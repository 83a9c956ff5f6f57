import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import schema from "#specs/schema/result.schema.json" with { type: "json" };
import { keyOrder, resultJson } from "./json.ts";
import { mixed, samples } from "./samples/results.ts";

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

test("every sample satisfies the schema of results, as it is and as a student sees it", () => {
  for (const sample of samples) {
    for (const audience of ["student", "instructor"] as const) {
      validate(JSON.parse(resultJson(sample, { audience })));
      expect(validate.errors).toBe(null);
    }
  }
});

test("holds no control character that a terminal would obey, and reads back as it was", () => {
  const [first] = mixed.exercises;
  const printed = {
    ...mixed,
    exercises: [{ ...first!, console: "\u009b31m\u0007\u007f" }, ...mixed.exercises.slice(1)],
  };
  const text = resultJson(printed, { audience: "instructor" });
  expect(text).toMatch(/^(?:[^\p{Cc}]|\n)*$/u);
  const read = JSON.parse(text) as typeof mixed;
  expect(read.exercises[0]!.console).toBe("\u009b31m\u0007\u007f");
});

test("the schema refuses a property that it doesn't know, a wrong status and a broken exercise without its problem", () => {
  const [first] = mixed.exercises;
  expect(validate({ ...mixed, clock: 1 })).toBe(false);
  expect(validate({ ...mixed, exercises: [{ ...first, status: "great" }] })).toBe(false);
  expect(validate({ ...mixed, exercises: [{ ...first, status: "broken" }] })).toBe(false);
  expect(validate({ ...mixed, exercises: [{ ...first, checks: [{ ...first!.checks[0], secret: 1 }] }] })).toBe(false);
});

test("every property of the schema has a description and a place in the order of keys", () => {
  const undescribed: string[] = [];
  const unplaced: string[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    if ("type" in node && "properties" in node) {
      for (const [name, property] of Object.entries(node.properties as object)) {
        if (!("description" in property)) undescribed.push(name);
        if (!keyOrder.includes(name)) unplaced.push(name);
      }
    }
    Object.values(node).forEach(visit);
  };
  visit(schema);
  expect({ undescribed, unplaced }).toEqual({ undescribed: [], unplaced: [] });
});

test("the order in which a result was built doesn't show in its JSON", () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, inner]) => [key, reversed(inner)]),
          )
        : value;
  expect(resultJson(reversed(mixed) as typeof mixed, { audience: "instructor" })).toBe(
    resultJson(mixed, { audience: "instructor" }),
  );
});

test("JSON begins with the format, is indented by two and ends with a line break", () => {
  const text = resultJson(mixed, { audience: "student" });
  expect(
    text.startsWith(
      '{\n  "format": "gradecheck-result/1",\n  "submission": {\n    "id": "ada-lovelace",\n    "files": {\n',
    ),
  ).toBe(true);
  expect(text.endsWith("  ]\n}\n")).toBe(true);
  expect(JSON.parse(resultJson(mixed, { audience: "instructor" }))).toEqual(mixed);
});
