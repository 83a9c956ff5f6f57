import { expect, test } from "vitest";
import { pullRequestMarkdown } from "./markdown.ts";
import { fenced, markdownText } from "./markdown-escape.ts";
import { result } from "./samples/build.ts";
import { conv, perceptron, relu, sgd } from "./samples/exercises.ts";
import { hostile } from "./samples/hostile.ts";

test("a pull request gets the score by unit and the first lessons of each exercise", () => {
  expect(pullRequestMarkdown(result("ada", [perceptron, relu, conv]), { audience: "student" }))
    .toBe(`## gradecheck: 7 of 18 points

Exercises: 1 passed, 1 not yet right and 1 not loadable.

| unit | points | share | exercises passed |
| :-- | --: | --: | --: |
| 01 Foundations | 4 / 4 | 100 % | 1 of 1 |
| 02 Activations | 3 / 6 | 50 % | 0 of 1 |
| 05 Convolution | 0 / 8 | 0 % | 0 of 1 |

**What to do next**

1. **2-D convolution**: Make the file load. Nothing in it can be checked before. \`npm test -- conv2d\`
2. **ReLU**, “the gradient of relu is right”: Mend this. It is worth 3 points. \`npm test -- relu --seed 417\`

### ✗ ReLU (not yet right, 3 of 6 points)

**✗ the gradient of relu is right** (wrong answer, 0 of 3 points)

The gradient with respect to x is 1 at \\[0\\], expected 0. 2 of 3 entries differ.

\`\`\`ts
const x = tensor([-2, 0.5, 3]);
const gradOutput = tensor([1, -1, 1]);
reluBackward(x, gradOutput)
\`\`\`

\`\`\`text
result         expected    received
          [0]         0*          1*
          [1]        -1*          0*
          [2]         1           1
          Entries with a star differ.
allowed   Within 1e-6 of the expected entry; rounding stays below that. At [0] that is 1e-6, and the
          entry is off by 1.
mistake   It looks like: mask from the upstream sign. The gradient is cut where gradOutput is
          negative, not where x is.
          Read again: dL/dx = dL/dy · 1[x > 0]
hint      What is the slope on each side of zero?
source    central differences of your own relu
replay    npm test -- relu --seed 417
\`\`\`

### ! 2-D convolution (not loadable, 0 of 8 points)

exercises/05-convolution/conv2d.ts, line 22: Expected ',' or ')' but found '\\{'. The file must parse before any check can run.

Try again: \`npm test -- conv2d\`

<sub>gradecheck 0.1.0, isolation: realm; 19 ways out tried before grading, open after an escape: start a program; seed 20261121</sub>
`);
});

test("what is new since the last attempt comes before the table", () => {
  const unread = { ...perceptron, status: "missing" as const, points: 0, checks: [] };
  expect(pullRequestMarkdown(result("ada", [perceptron]), { audience: "student", previous: result("ada", [unread]) }))
    .toContain(`

**Since the last attempt:** 4 points more than before.

- Newly passed:
  - Perceptron: “the perceptron separates a linearly separable set”, “a point on the boundary counts as positive”

| unit |`);
});

test("points outside the score are said to be nobody's loss", () => {
  expect(pullRequestMarkdown(result("ada", [sgd]), { audience: "student" })).toContain(
    "Exercises: 1 not yet right. Not graded: 4 points. Left out of the score, not lost.",
  );
});

test("text of a submission becomes no markup, link, mention or reference", () => {
  expect(markdownText("<b>*a*_b_[x](y)|`c`")).toBe("\\<b\\>\\*a\\*\\_b\\_\\[x\\](y)\\|\\`c\\`");
  expect(markdownText("@team #12 a@b.c")).toBe("@\u2060team \\#\u206012 a@b.c");
  expect(markdownText("https://x.y www.x.y")).toBe("https\\://x.y www\\.x.y");
  expect(markdownText("one\n# two")).toBe("one \\# two");
});

test("a fence is longer than any run of backticks inside", () => {
  expect(fenced("a")).toBe("```text\na\n```");
  expect(fenced("``` ````")).toBe("`````text\n``` ````\n`````");
});

test("outside of fences no hostile character of a submission stays unescaped", () => {
  const prose = pullRequestMarkdown(hostile, { audience: "student" })
    .replace(/^(`{3,}).*\n[^]*?\n\1$/gm, "")
    .replace(/<sub>.*<\/sub>/, "")
    .replace(/^> /gm, "");
  expect(prose).not.toMatch(/(?<!\\)</);
  expect(prose).not.toMatch(/@\w|#\d/);
  expect(prose).not.toMatch(/https?:|www\.evil/);
  expect(prose).not.toContain("\u001B");
});
