/** Every page that gradecheck writes, of every kind of class, in every language: what must hold for all is tried on each of these. */
import type { CourseFacts, ExerciseFacts } from "#graders/result/course-facts.ts";
import type { Result } from "#graders/result/result.ts";
import { auditPage, classPage, coursePage, itemsPage, mapPage, regradePage, studentPage } from "#reports/index.ts";
import { classFacts } from "#reports/samples/class-facts.ts";
import { hostile, longName } from "#reports/samples/hostile.ts";
import { grade } from "#reports/samples/mark.ts";
import { pictured } from "#reports/samples/pictures.ts";
import { empty, mixed } from "#reports/samples/results.ts";
import { languageOf, type Language } from "#reports/texts/language.ts";
import { classes, large } from "./classes.ts";
import { changesFor, trailFor } from "./trails.ts";

export interface Sample {
  readonly name: string;
  readonly html: () => string;
}

const [english, german] = [languageOf("en"), languageOf("de")];

/** The pages of a class, apart from those of its students. */
function ofClass(name: string, results: () => readonly Result[], language: Language): Sample[] {
  const ids = (): string[] => results().map(({ submission }) => submission.id);
  return [
    { name: `class, ${name}`, html: () => classPage({ results: results() }, { folder: "reports/", language }) },
    { name: `map, ${name}`, html: () => mapPage({ results: results() }, { folder: "reports/", language }) },
    { name: `items, ${name}`, html: () => itemsPage({ results: results() }, { language }) },
    { name: `regrade, ${name}`, html: () => regrade(ids(), language) },
    { name: `audit trail, ${name}`, html: () => auditPage(trailFor(ids()), language) },
  ];
}

function regrade(ids: readonly string[], language: Language): string {
  const view = { changes: changesFor(ids), submissions: ids.length + 3, byHand: new Set(ids.slice(0, 2)) };
  return regradePage(view, { language, folder: "reports/" });
}

const students: readonly Sample[] = Object.entries({
  mixed,
  empty,
  hostile,
  "long name": longName,
}).map(([name, result]) => ({ name: `student, ${name}`, html: () => studentPage(result, { audience: "instructor" }) }));

const relu: ExerciseFacts = {
  id: "02-activations/relu",
  title: "ReLU",
  points: 5,
  checks: { cases: 2, matches: 1, gradient: 1, property: 3 },
  origins: { PyTorch: 3, "scikit-learn": 1, published: 2, "by hand": 40, refusal: 12 },
  mistakes: 8,
  variants: 1,
  caught: { version: "earlier", count: 7, of: 7 },
  falseAlarms: { version: "current", count: 0, of: 2000, seeds: 1000 },
  mutation: { version: "none" },
};
const course: CourseFacts = {
  exercises: [relu, { ...relu, id: "12-transformers/scaled-dot-product-attention", title: "Attention", origins: {} }],
  gradientRules: {
    functions: 136,
    wrongGradients: 514,
    rules: [{ name: "gradecheck", refused: { share: 0, low: 0, high: 0.1 }, caught: { share: 1, low: 0.9, high: 1 } }],
  },
};

/** Small enough that everything can be tried on them. */
export const pages: readonly Sample[] = [
  ...students,
  ...Object.entries(classes).flatMap(([name, results]) => ofClass(name, () => results, english)),
  {
    name: "class, with all that there is",
    html: () => classPage(classFacts, { folder: "reports/", language: german }),
  },
  { name: "course", html: () => coursePage(course, english) },
  { name: "course in German", html: () => coursePage(course, german) },
  {
    name: "student, with pictures, code, a mark and an attempt before",
    html: () => studentPage(pictured, { audience: "student", language: german, previous: mixed, mark: grade }),
  },
  { name: "student in German", html: () => studentPage(mixed, { audience: "student", language: german }) },
  ...ofClass("in German", () => classes["all kinds"]!, german),
];

/** A class of 800. */
export const largePages: readonly Sample[] = ofClass("of 800", large, english);
