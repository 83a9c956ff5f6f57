import { expect, test } from "vitest";
import { studentPage } from "./html/student-page.ts";
import { resultJson } from "./json.ts";
import { junitXml } from "./junit.ts";
import { pullRequestMarkdown } from "./markdown.ts";
import { softmax } from "./samples/exercises.ts";
import { mixed } from "./samples/results.ts";
import { exerciseText } from "./text.ts";
import { asSeenBy, CONSOLE_WITHHELD, exerciseAsSeenBy, type Audience } from "./visibility.ts";

const formats: Readonly<Record<string, (audience: Audience) => string>> = {
  html: (audience) => studentPage(mixed, { audience }),
  json: (audience) => resultJson(mixed, { audience }),
  junit: (audience) => junitXml(mixed, { audience }),
  markdown: (audience) =>
    pullRequestMarkdown({ ...mixed, exercises: [{ ...softmax, checks: softmax.checks.slice(3) }] }, { audience }),
  text: (audience) => exerciseText(softmax, { colour: false, audience }),
};
const hidden = /SECRET|123456789|987654321/;
const later = /LATER|135792468/;

test.each(Object.keys(formats))(
  "%s shows a student nothing of hidden and after-due checks but name, status and points",
  (format) => {
    const text = formats[format]!("student");
    expect(text).not.toMatch(hidden);
    expect(text).not.toMatch(later);
    expect(text).toContain("softmax is right on secret logits");
    expect(text).toContain("softmax holds for one class");
  },
);

test.each(Object.keys(formats))("%s shows after-due checks after the due date, and hidden ones still not", (format) => {
  const text = formats[format]!("student after the due date");
  expect(text).toMatch(later);
  expect(text).not.toMatch(hidden);
});

test.each(Object.keys(formats))("%s shows an instructor everything", (format) => {
  const text = formats[format]!("instructor");
  expect(text).toMatch(later);
  expect(text).toMatch(hidden);
});

test("a hidden check keeps name, kind, status, points and visibility alone", () => {
  const check = exerciseAsSeenBy("student", softmax).checks.find(({ visibility }) => visibility === "hidden");
  expect(check).toEqual({
    name: "softmax is right on secret logits",
    kind: "cases",
    status: "fail",
    points: 0,
    maxPoints: 2,
    visibility: "hidden",
  });
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
    const points = (result: typeof mixed) =>
      result.exercises.map((exercise) => [exercise.points, exercise.checks.map((check) => check.points)]);
    expect(points(asSeenBy(audience, mixed))).toEqual(points(mixed));
  }
});
