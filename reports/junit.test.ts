import { expect, test } from "vitest";
import { junitXml } from "./junit.ts";
import { attention, crossEntropy, pooling, sgd } from "./samples/exercises.ts";
import { result } from "./samples/build.ts";
import { mixed, samples } from "./samples/results.ts";
import { parseXml, type XmlElement } from "./samples/well-formed-xml.ts";

test("JUnit of every sample is well-formed XML, whatever the submission's text", () => {
  for (const sample of samples) expect(parseXml(junitXml(sample, { audience: "instructor" })).name).toBe("testsuites");
});

test("the strict reader of these tests refuses what is not well-formed", () => {
  const wrap = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
  for (const body of [
    "<a>&nbsp;</a>",
    "<a>]]></a>",
    '<a b="1" b="2"/>',
    "<a><b></a>",
    "<a>\u0001</a>",
    "<a>\uD800</a>",
    "<a/><b/>",
    "<a b='1'/>",
    "<a>&</a>",
  ])
    expect(() => parseXml(wrap(body)), body).toThrow();
});

test("a wrong answer is a failure, stopped code an error, and what costs nothing is skipped with the reason", () => {
  const suites = parseXml(
    junitXml(result("ada", [crossEntropy, sgd, attention, pooling]), { audience: "student" }),
  ).children;
  expect(suites.map(outcomes)).toEqual([
    ["passed", "failure", "error", "skipped"],
    ["error", "skipped", "skipped"],
    ["skipped"],
    ["skipped"],
  ]);
  expect(suites.flatMap(messages)).toEqual([
    "The result has the shape [2], expected [].",
    "TypeError: Cannot read properties of undefined (reading 'shape').",
    "skipped: It builds on “the loss is a number with no axes”, which has not passed yet. Mend that first.",
    "No answer came within 2 seconds of CPU time.",
    "inconclusive: On 3 of 40 inputs the slope could not be measured well enough to judge the gradient. This costs nothing. Its points are left out of the score, not lost.",
    "not graded: The grader could not run this check: the child process was lost. This is our fault and costs nothing. Its points are left out of the score, not lost.",
    "not graded: The grader's child process was lost three times in a row. The fault is the grader's. Its points are left out of the score, not lost.",
    "not started",
  ]);
});

test("a suite is an exercise, a case a check, and points are properties", () => {
  const relu = parseXml(junitXml(mixed, { audience: "student" })).children.find(
    ({ attributes }) => attributes["name"] === "02-activations/relu",
  )!;
  expect(relu.attributes).toEqual({
    name: "02-activations/relu",
    tests: "3",
    failures: "1",
    errors: "0",
    skipped: "0",
  });
  expect(pointsOf(relu)).toEqual({
    points: "3",
    "max-points": "6",
    isolation: "realm; 19 ways out tried before grading, open after an escape: start a program",
  });
  const [first] = casesOf(relu);
  expect(first!.attributes).toEqual({
    name: "relu keeps positive entries and zeroes the rest",
    classname: "02-activations/relu",
  });
  expect(pointsOf(first!)).toEqual({ points: "2", "max-points": "2" });
  expect(relu.children.at(-1)).toMatchObject({ name: "system-out", text: "mask 0 1 1\n" });
});

test("a missing file is a failure and one that doesn't load an error", () => {
  const suites = parseXml(junitXml(mixed, { audience: "student" })).children;
  const named = (name: string) => suites.find(({ attributes }) => attributes["name"] === name)!;
  expect(outcomes(named("04-optimizers/adam"))).toEqual(["failure"]);
  expect(outcomes(named("05-convolution/conv2d"))).toEqual(["error"]);
});

function casesOf(suite: XmlElement): XmlElement[] {
  return suite.children.filter(({ name }) => name === "testcase");
}

function outcomes(suite: XmlElement): string[] {
  return casesOf(suite).map(({ children }) => children.find(({ name }) => name !== "properties")?.name ?? "passed");
}

function messages(suite: XmlElement): string[] {
  return casesOf(suite).flatMap(({ children }) => children.flatMap(({ attributes }) => attributes["message"] ?? []));
}

function pointsOf(element: XmlElement): Record<string, string> {
  const properties = element.children.find(({ name }) => name === "properties")!.children;
  return Object.fromEntries(properties.map(({ attributes }) => [attributes["name"]!, attributes["value"]!]));
}
