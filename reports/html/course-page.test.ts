import { expect, test } from "vitest";
import type { CourseFacts, ExerciseFacts } from "#graders/result/course-facts.ts";
import { languageOf } from "../texts/language.ts";
import { coursePage, courseView } from "./course-page.ts";

const [en, de] = [languageOf("en"), languageOf("de")];

const relu: ExerciseFacts = {
  id: "02-activations/relu",
  title: "ReLU",
  points: 5,
  checks: { cases: 2, gradient: 1 },
  origins: { PyTorch: 3, "by hand": 4, refusal: 1 },
  mistakes: 8,
  variants: 1,
  caught: { version: "earlier", count: 7, of: 7 },
  falseAlarms: { version: "earlier", count: 0, of: 2000, seeds: 1000 },
  mutation: { version: "current", count: 3999, of: 4000 },
};
const fresh: ExerciseFacts = {
  ...relu,
  id: "03-losses/mse",
  title: "Mean squared error",
  origins: {},
  caught: { version: "none" },
  falseAlarms: { version: "none" },
  mutation: { version: "none" },
};
const facts: CourseFacts = { exercises: [relu, fresh] };

test("a figure of an earlier version is called that, and one that nobody measured too", () => {
  const [known, unknown] = courseView(facts, en).units.map(({ exercises }) => exercises[0]!);
  expect(known!.caught).toEqual({ figure: "7 of 7", note: "earlier version", more: "8 are listed now" });
  expect(known!.mutation).toEqual({ figure: "99.9%", note: "", more: "3,999 of 4,000" });
  expect(unknown!.caught).toEqual({ figure: "", note: "not measured", more: "" });
});

test("the head adds up what was measured and says how much of the course that is", () => {
  const { summary, reasons } = courseView(facts, en);
  expect(summary).toBe("2 exercises in 2 units, with 6 checks for 10 points.");
  expect(reasons.map(({ figure, coverage }) => [figure, coverage])).toEqual([
    ["7 of 7", "1 exercise measured with an earlier version; 1 exercise not measured"],
    ["0 of 2,000", "1 exercise measured with an earlier version; 1 exercise not measured"],
    ["99.9%", "1 exercise measured with the current version; 1 exercise not measured"],
    ["3", ""],
  ]);
  expect(courseView({ exercises: [fresh] }, en).reasons[0]!.figure).toBe("Not measured");
});

test("cases are counted by where their answers come from", () => {
  expect(courseView(facts, de).origins.map(({ name, count, width }) => [name, count, width])).toEqual([
    ["PyTorch", "3", "75.00"],
    ["Nach der Definition von Hand gerechnet", "4", "100.00"],
    ["Eingaben, die abzulehnen sind", "1", "25.00"],
  ]);
});

test("every definition that the page points to stands on it", () => {
  const page = coursePage({ ...facts, gradientRules: { functions: 1, wrongGradients: 1, rules: [] } }, en);
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  expect(links).toContain("word-mutation");
  for (const id of links) expect(page).toContain(`id="${id}"`);
});

test("the same facts give the same page, and an empty course has one", () => {
  expect(coursePage(facts, en)).toBe(coursePage(facts, en));
  expect(coursePage({ exercises: [] }, de)).toContain("0 Aufgaben in 0 Kapiteln");
});
