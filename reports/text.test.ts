import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { classTable } from "./class-table.ts";
import { width } from "./columns.ts";
import { result } from "./samples/build.ts";
import { adam, attention, perceptron, pooling, relu, sgd } from "./samples/exercises.ts";
import { samples } from "./samples/results.ts";
import { exerciseText, submissionText } from "./text.ts";

test("a failed check reads as a lesson, a passed one as a line", () => {
  expect(exerciseText(relu, { colour: false }))
    .toBe(`02-activations/relu  ReLU                                               not yet right, 3 of 6 points
relu(x) = max(0, x)

  ✓ relu keeps positive entries and zeroes the rest                                            2 / 2
  ✓ relu leaves its argument as it was                                                         1 / 1
  ✗ the gradient of relu is right                                                              0 / 3

      The gradient with respect to x is 1 at [0], expected 0. 2 of 3 entries differ.

      const x = tensor([-2, 0.5, 3]);
      const gradOutput = tensor([1, -1, 1]);
      reluBackward(x, gradOutput)

      result         expected    received
                [0]         0*          1*
                [1]        -1*          0*
                [2]         1           1
                Entries with a star differ.
      allowed   Within 1e-6 of the expected entry; rounding stays below that. At [0] that is 1e-6,
                and the entry is off by 1.
      mistake   It looks like: mask from the upstream sign. The gradient is cut where gradOutput is
                negative, not where x is.
                Read again: dL/dx = dL/dy · 1[x > 0]
      hint      What is the slope on each side of zero?
      source    central differences of your own relu
      replay    npm test -- relu --seed 417

Printed by the code:
  mask 0 1 1
`);
});

test("what costs nothing says so, and is not a zero", () => {
  expect(exerciseText(sgd, { colour: false }))
    .toBe(`04-optimizers/momentum  SGD with momentum                               not yet right, 0 of 4 points

  ! momentum reaches the minimum of a bowl                                                     0 / 4

      No answer came within 2 seconds of CPU time.

      input     minimise(bowl, { steps: 200 })
      stopped   exercises/04-optimizers/momentum.ts: The call used more than 2 seconds of CPU time.
                Look for a loop whose condition never turns false.
      replay    npm test -- momentum

  ? the step is smooth at a plateau                                                            – / 2
    On 3 of 40 inputs the slope could not be measured well enough to judge the gradient. This
    costs nothing. Its points are left out of the score, not lost.
  ○ two runs with the same seed agree                                                          – / 2
    The grader could not run this check: the child process was lost. This is our fault and costs
    nothing. Its points are left out of the score, not lost.
`);
});

test("an exercise that isn't begun shows what will be checked", () => {
  expect(exerciseText(pooling, { colour: false }))
    .toBe(`05-convolution/max-pool  Max pooling                                      not started, 0 of 4 points
The file is still the stub.

  · each output is the largest of its window                                                       4

Try again: npm test -- max-pool
`);
});

test("no line is wider than 100 columns and nothing acts on the terminal, whatever the submission's text", () => {
  for (const sample of samples) {
    for (const text of [
      ...sample.exercises.map((exercise) => exerciseText(exercise, { colour: false, audience: "instructor" })),
      classTable([sample]),
      submissionText(sample, { colour: false, audience: "instructor" }),
    ]) {
      expect(text).toMatch(/^(?:[^\p{Cc}\u202A-\u202E]|\n|\t)*$/u);
      for (const line of text.split("\n")) expect(width(line), line).toBeLessThanOrEqual(100);
      // What the runner of a build would obey.
      expect(text).not.toMatch(/^\s*::|##(?:\[|vso)/m);
    }
  }
});

test("a submission begins with its score, what is new and what to do next", () => {
  const before = result("ada", [{ ...perceptron, status: "missing", points: 0, checks: [] }]);
  const text = submissionText(result("ada", [perceptron, relu]), { colour: false, previous: before });
  expect(text.slice(0, text.indexOf("01-foundations/perceptron"))).toBe(`ada: 7 of 10 points

Since the last attempt
  7 points more than before.
  ✓ Perceptron: the perceptron separates a linearly separable set
  ✓ Perceptron: a point on the boundary counts as positive

What to do next
  1. ReLU: “the gradient of relu is right”
     Mend this. It is worth 3 points. npm test -- relu --seed 417

`);
  expect(text).toContain(exerciseText(relu, { colour: false }));
  expect(text.trimEnd().split("\n").at(-1)).toMatch(/^Isolation: realm; /);
});

test("colour adds escape sequences and changes no word", () => {
  const plain = exerciseText(relu, { colour: false });
  const coloured = exerciseText(relu, { colour: true });
  expect(coloured).toContain("\u001B[31m✗\u001B[39m");
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});

test("a class that was graded under different isolation says how many under which", () => {
  const [first, second] = [result("a", [perceptron]), result("b", [perceptron])];
  const { grader } = second;
  const sealed = { ...second, grader: { ...grader, isolation: { ...grader.isolation, level: "sealed", open: [] } } };
  expect(classTable([first, sealed]).replace(/\s+/g, " ")).toContain(
    "Isolation: realm; 19 ways out tried before grading, open after an escape: start a program (1 of 2); sealed; 19 ways out tried before grading, none got through (1 of 2).",
  );
});

test("the class table has a line for each submission and its problems below it", () => {
  const table = classTable([
    result("student-10", [perceptron]),
    result("student-9", [perceptron, adam, sgd]),
    result("艾达", [attention]),
  ]);
  expect(table).toBe(`submission  points  share  exercises
student-9   4 / 14   29 %  1 passed, 1 not yet right, 1 missing
  ! Missing: adam.
  ! Not graded, by no fault of the student: 4 points.
student-10   4 / 4  100 %  1 passed
艾达             –      –  1 not graded
  ! Not graded, by no fault of the student: 1 exercise.

Isolation: realm; 19 ways out tried before grading, open after an escape: start a program.
`);
});
