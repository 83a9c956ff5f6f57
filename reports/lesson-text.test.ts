import { expect, test } from "vitest";
import type { Lesson } from "#graders/result/result.ts";
import { allowedInWords } from "./allowed.ts";
import { lessonText } from "./lesson-text.ts";
import { replayCommand } from "./replay.ts";
import { vector } from "./samples/build.ts";

const exercise = { id: "02-activations/relu", formula: "relu(x) = max(0, x)" };
const wrong: Lesson = {
  summary: "The entry at [0] is 7, expected 0.",
  call: "relu(x)",
  code: "const x = tensor([\n  1, 2,\n]);\nrelu(x)",
  expected: vector([0, 5]),
  actual: { ...vector([7, 5]), wrong: [0] },
};
const mistake = (name: string) => ({ name, looksLike: `What ${name} does.`, reread: `line of ${name}` });

test("code keeps its lines and their indentation", () => {
  expect(lessonText(wrong, exercise)).toContain("expected 0.\n\nconst x = tensor([\n  1, 2,\n]);\nrelu(x)\n\nresult ");
});

test("all mistakes that it may be are told, and the formula only where no mistake names a line to read again", () => {
  const text = lessonText({ ...wrong, mistakes: [mistake("A"), mistake("B")] }, exercise);
  expect(text).toContain(
    [
      "mistake   It looks like: A. What A does.",
      "          Read again: line of A",
      "          Or like: B. What B does.",
      "          Read again: line of B",
    ].join("\n"),
  );
  expect(text).not.toContain("formula");
  expect(lessonText({ ...wrong, pattern: "Every sign is wrong.", hint: "Which sign?" }, exercise)).toContain(
    "pattern   Every sign is wrong.\nhint      Which sign?\nformula   relu(x) = max(0, x)\n",
  );
});

test("code that broke gets no formula, since its message says what to do", () => {
  const problem = { kind: "threw", message: "relu threw a TypeError: no." } as const;
  expect(lessonText({ summary: problem.message, call: "relu(x)", problem }, exercise)).toBe(
    "relu threw a TypeError: no.\ninput     relu(x)\nreplay    npm test -- relu",
  );
});

test("an input that is too long has its shape, its beginning, and the way to see it", () => {
  const long = { text: `tensor([${"1, ".repeat(64)}…])`, shape: [300], values: [1] };
  const { code: _, ...uncoded } = wrong;
  const text = lessonText({ ...uncoded, input: [{ name: "x", value: long }], seed: 5 }, exercise);
  expect(text).toContain("input     relu(x)\n          x = shape [300], which begins tensor([1, 1, 1,");
  expect(text.replaceAll(/\s+/g, " ")).toContain("To see all of it, print the arguments in your function and replay");
  expect(text).toContain("replay    npm test -- relu --seed 5");
});

test("a check of given inputs is replayed without a seed", () => {
  expect(replayCommand("02-activations/relu")).toBe("npm test -- relu");
  expect(replayCommand("02-activations/relu", { seed: 5 })).toBe("npm test -- relu --seed 5");
});

test("the allowed error is told with the entry that exceeds it most", () => {
  const lesson: Lesson = {
    summary: "",
    tolerance: "within 1e-6 of the expected entry; rounding stays below that",
    differences: [
      { at: "[0]", expected: 1, actual: 2, difference: 1, allowed: 1e-6 },
      { at: "[1]", expected: 0.001, actual: 0.5, difference: 0.499, allowed: 1e-9 },
      { at: "[2]", expected: 1, actual: "NaN" },
    ],
  };
  expect(allowedInWords(lesson)).toBe(
    "Within 1e-6 of the expected entry; rounding stays below that. At [1] that is 1e-9, and the entry is off by 0.5.",
  );
  expect(allowedInWords({ ...lesson, differences: lesson.differences!.slice(2) })).toBe(
    "Within 1e-6 of the expected entry; rounding stays below that.",
  );
  expect(
    allowedInWords({
      summary: "",
      tolerance: "nothing: no rounding happens here",
      differences: [{ at: "", expected: 1, actual: 3, difference: 2, allowed: 0 }],
    }),
  ).toBe("Nothing: no rounding happens here. The result is off by 2.");
});
