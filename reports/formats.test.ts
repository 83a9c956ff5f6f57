import { expect, test } from "vitest";
import {
  classTable,
  exerciseText,
  gradebookCsv,
  classPage,
  itemsPage,
  junitXml,
  mapPage,
  pullRequestMarkdown,
  resultJson,
  studentPage,
} from "./index.ts";
import { mixed, samples } from "./samples/results.ts";

const render = (results: typeof samples): string[] => [
  ...results.flatMap((result) => [
    studentPage(result, { audience: "student" }),
    resultJson(result, { audience: "student" }),
    junitXml(result, { audience: "student" }),
    pullRequestMarkdown(result, { audience: "student" }),
  ]),
  ...mixed.exercises.map((exercise) => exerciseText(exercise, { colour: true })),
  classPage({ results }),
  gradebookCsv(results),
  classTable(results),
];

test("every format gives the same bytes for the same results, before and after a round trip through JSON", () => {
  const stored = JSON.parse(JSON.stringify(samples)) as typeof samples;
  expect(render(stored)).toEqual(render(samples));
});

test("the formats for a class don't depend on the order in which submissions were graded", () => {
  const reversed = samples.toReversed();
  for (const format of [
    (results: typeof samples) => classPage({ results }),
    (results: typeof samples) => itemsPage({ results }),
    (results: typeof samples) => mapPage({ results }),
    classTable,
    gradebookCsv,
  ])
    expect(format(reversed)).toBe(format(samples));
});

test("every format is well-formed Unicode, and none but JSON and colour holds a control character", () => {
  for (const text of render(samples)) expect(text.isWellFormed()).toBe(true);
  for (const text of [
    ...samples.flatMap((result) => [
      studentPage(result, { audience: "student" }),
      junitXml(result, { audience: "student" }),
      pullRequestMarkdown(result, { audience: "student" }),
    ]),
    classPage({ results: samples }),
    gradebookCsv(samples),
  ])
    expect(text).toMatch(/^(?:\P{Cc}|[\n\r\t])*$/u);
});

test("no format changes the result that it is given", () => {
  const before = JSON.stringify(samples);
  render(samples);
  expect(JSON.stringify(samples)).toBe(before);
});
