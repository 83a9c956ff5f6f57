/**
 * Hidden checks give nothing away, in any format. Two results that differ in nothing but what hidden checks were fed,
 * expected and received must give the same bytes: whatever a renderer cuts, rounds or reformats, none of it depends on them.
 */
import { expect, test } from "vitest";
import { changeBetween } from "#graders/result/changes.ts";
import type { CheckResult, ExerciseResult, Lesson, Result, Visibility } from "#graders/result/result.ts";
import * as reports from "./index.ts";
import { languageOf } from "./texts/language.ts";
import { asSeenBy, CONSOLE_WITHHELD, exerciseAsSeenBy, type Audience } from "./visibility.ts";
import { check, exercise, matrix, result, vector } from "./samples/build.ts";
import { softmax } from "./samples/exercises.ts";
import { mixed } from "./samples/results.ts";

type Renderer = (result: Result, audience: Audience) => string;

const texts = (each: Result, render: (exercise: ExerciseResult) => string): string =>
  each.exercises.map(render).join("\n");

/** Every export of index.ts that makes text of results. The class formats take no audience: they show outcomes alone. */
const renderers: Readonly<Record<string, Renderer>> = {
  checkText: (each, audience) =>
    texts(each, (one) => one.checks.map(({ name }) => reports.checkText(one, name, { audience })).join("\n")),
  classTable: (each) => reports.classTable([each]),
  exerciseText: (each, audience) => texts(each, (one) => reports.exerciseText(one, { colour: true, audience })),
  gradebookCsv: (each) => reports.gradebookCsv([each]),
  classPage: (each) => reports.classPage({ results: [each] }),
  itemsPage: (each) => reports.itemsPage({ results: [each] }),
  mapPage: (each) => reports.mapPage({ results: [each] }),
  junitXml: (each, audience) => reports.junitXml(each, { audience }),
  pullRequestMarkdown: (each, audience) =>
    // One exercise at a time, since it shows the first two lessons of each.
    [
      each,
      ...each.exercises.flatMap((one) =>
        one.checks.map((only) => ({ ...each, exercises: [{ ...one, checks: [only] }] })),
      ),
    ]
      .map((part) => reports.pullRequestMarkdown(part, { audience, previous: before(part) }))
      .join("\n"),
  regradePage: (each) => reports.regradePage(regradeOf(each), { language: languageOf("en"), folder: "reports/" }),
  regradeTable: (each) => reports.regradeTable(regradeOf(each)),
  resultJson: (each, audience) => reports.resultJson(each, { audience }),
  studentPage: (each, audience) =>
    // In another language too, and beside an earlier result.
    [
      reports.studentPage(each, { audience }),
      reports.studentPage(each, { audience, language: languageOf("de"), previous: before(each) }),
    ].join("\n"),
  submissionText: (each, audience) => reports.submissionText(each, { colour: false, audience, previous: before(each) }),
};
/** What is made of marks, of the audit trail and of the course holds no lesson. */
const notRenderers = ["asSeenBy", "auditPage", "coursePage", "pageFileName", "marksCsv", "marksTable", "needsMapPage"];
const classFormats = ["classPage", "classTable", "gradebookCsv", "itemsPage", "mapPage", "regradePage", "regradeTable"];

/** Of the same person, when nothing was passed. */
function before(each: Result): Result {
  const exercises = each.exercises.map((one) => ({
    ...one,
    checks: one.checks.map((own) => ({ ...own, status: "fail" as const, points: 0 })),
  }));
  return { ...each, points: 0, exercises };
}

/** All of it is new. */
function regradeOf(each: Result) {
  const change = changeBetween({ ...each, points: 0, exercises: [] }, each)!;
  return { changes: [change], submissions: 1, byHand: new Set<string>() };
}

/** A result whose hidden checks carry numbers and text made from `word` and `number` wherever a lesson has a place for them. */
function withSecrets(word: string, number: number, visibility: Visibility): Result {
  const preview = { ...vector([number, number / 7, `${word}-ENTRY`]), wrong: [0, 1] };
  const wrongValue: Lesson = {
    summary: `${word}-SUMMARY: the entry at [0] is ${number}.`,
    call: `softmax(logits, { axis: ${number} })`,
    code: `const logits = tensor([${number}]);\nsoftmax(logits, "${word}-CODE")`,
    input: [{ name: `${word}Argument`, value: preview }],
    expected: { text: `${word}-EXPECTED`, fields: [{ name: ".a", value: matrix([[number, 1], [2, number * 3]]) }] }, // prettier-ignore
    actual: { text: `${word}-ACTUAL`, fields: [{ name: ".a", value: { ...matrix([[1, 1], [2, number]]), wrong: [0, 3] } }] }, // prettier-ignore
    differences: [
      {
        at: `[${number}]`,
        expected: number,
        actual: `${word}-DIFFERENCE`,
        difference: number / 3,
        allowed: number / 1e9,
      },
    ],
    differing: { count: number, of: number + 1 },
    tolerance: `within ${number}, ${word}-TOLERANCE`,
    pattern: `${word}-PATTERN: every number is ${number} times what is expected.`,
    hint: "What is the slope on each side of zero?",
    source: `${word}-SOURCE ${number}`,
    lines: { path: `${word}-PATH`, from: number, text: `${word}-LINE\nsecond`, marked: number + 1, more: number },
    seed: number,
  };
  const broken: Lesson = {
    ...wrongValue,
    problem: { kind: "threw", message: `${word}-PROBLEM ${number}`, file: `${word}-FILE`, line: number },
  };
  const mistakes = [
    { name: "value for slope", looksLike: "The value stands where the slope belongs.", reread: "dL/dx" },
  ];
  const { hint: _, ...unhinted } = wrongValue;
  const lessons: readonly (readonly [CheckResult["status"], Lesson])[] = [
    ["fail", wrongValue],
    ["fail", { ...unhinted, mistakes }],
    ["fail", { summary: `${word} is not written yet.` }],
    ["error", broken],
    ["skipped", wrongValue],
    ["inconclusive", wrongValue],
    ["not graded", broken],
  ];
  const checks = lessons.map(([status, lesson], index) =>
    check(`check number ${index} holds`, 1, { status, lesson, visibility, runs: number }),
  );
  const passed = check("a check that is passed holds", 1, { visibility, lesson: wrongValue, runs: number });
  return result("ada", [
    exercise("02-activations/relu", "ReLU", [passed, ...checks], {
      formula: "relu(x) = max(0, x)",
      console: `${word}-CONSOLE ${number}\n`,
    }),
  ]);
}

const word = "CANARY";
const number = 73_198_462;
/** As printed with nine digits down to three, in thirds, sevenths and as a power of ten. */
const traces = /CANARY|7[.,]?3[.,]?[12]|2439948|1045692|219595/;

test("every renderer that there is, is tested here", () => {
  const all = Object.entries(reports)
    .filter(([, value]) => typeof value === "function")
    .map(([name]) => name);
  expect(all.toSorted()).toEqual([...Object.keys(renderers), ...notRenderers].toSorted());
});

test.each(Object.keys(renderers))("%s gives the same bytes whatever hidden checks were fed and answered", (name) => {
  const render = renderers[name]!;
  for (const audience of ["student", "student after the due date"] as const) {
    const text = render(withSecrets(word, number, "hidden"), audience);
    expect(text).toBe(render(withSecrets("OTHER", 5.25, "hidden"), audience));
    expect(text.replaceAll(/<style>[^]*<\/style>/g, "")).not.toMatch(traces);
  }
});

test.each(Object.keys(renderers))("%s keeps checks for after the due date until then, and no longer", (name) => {
  const render = renderers[name]!;
  const secrets = withSecrets(word, number, "after-due");
  const text = render(secrets, "student");
  expect(text).toBe(render(withSecrets("OTHER", 5.25, "after-due"), "student"));
  expect(text.replaceAll(/<style>[^]*<\/style>/g, "")).not.toMatch(traces);
  if (!classFormats.includes(name)) expect(render(secrets, "student after the due date")).toMatch(traces);
});

test.each(Object.keys(renderers))(
  "%s keeps whatever kind of check a policy withholds, and shows what it doesn't",
  (name) => {
    const render = renderers[name]!;
    const kinds: readonly Visibility[] = ["visible", "after-due", "hidden"];
    for (const kind of kinds) {
      const others = kinds.filter((other) => other !== kind);
      const secrets = withSecrets(word, number, kind);
      expect(render(secrets, others)).toBe(render(withSecrets("OTHER", 5.25, kind), others));
      if (!classFormats.includes(name)) expect(render(secrets, [kind])).toMatch(traces);
    }
  },
);

test.each(Object.keys(renderers).filter((name) => !classFormats.includes(name)))(
  "%s shows an instructor everything, and a student the known mistake and the hint",
  (name) => {
    const secrets = withSecrets(word, number, "hidden");
    expect(renderers[name]!(secrets, "instructor")).toMatch(traces);
    const text = renderers[name]!(secrets, "student");
    for (const words of [
      "It fails on inputs that are not shown.",
      "What is the slope on each side of zero?",
      "value for slope",
      "The value stands where the slope belongs.",
      "On an input that is not shown, the code throws an error.",
      "What it calls is not written yet.",
    ])
      expect(text).toContain(words);
  },
);

test("a hidden check keeps name, kind, status, points, visibility, and in fixed words what may be known", () => {
  const hidden = exerciseAsSeenBy("student", softmax).checks.find(({ visibility }) => visibility === "hidden");
  expect(hidden).toEqual({
    name: "softmax is right on secret logits",
    kind: "cases",
    status: "fail",
    points: 0,
    maxPoints: 2,
    visibility: "hidden",
    lesson: {
      summary: "It fails on inputs that are not shown.",
      mistakes: [
        {
          name: "no maximum subtracted",
          looksLike: "exp(1000) is Infinity, and Infinity / Infinity is NaN.",
          reread: "softmax(z)_c = exp(z_c − max z) / Σ_k exp(z_k − max z)",
        },
      ],
    },
  });
});

test("what a student may see stays the same when it is asked for again", () => {
  for (const visibility of ["hidden", "after-due"] as const) {
    const once = asSeenBy("student", withSecrets(word, number, visibility));
    expect(asSeenBy("student", once)).toEqual(once);
  }
  const nothing = asSeenBy([], withSecrets(word, number, "visible"));
  expect(asSeenBy([], nothing)).toEqual(nothing);
});

test("console output is withheld where hidden inputs were handed to the code, and only there", () => {
  const seen = asSeenBy("student", mixed);
  expect(seen.exercises.map(({ id, console }) => [id, console]).filter(([, console]) => console)).toEqual([
    ["02-activations/relu", "mask 0 1 1\n"],
    ["02-activations/softmax", CONSOLE_WITHHELD],
  ]);
});

test("points are the same for every audience", () => {
  for (const audience of ["student", "student after the due date"] as const) {
    const points = (each: typeof mixed) =>
      each.exercises.map((one) => [one.points, one.checks.map((own) => own.points)]);
    expect(points(asSeenBy(audience, mixed))).toEqual(points(mixed));
  }
});
