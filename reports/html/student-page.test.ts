import { expect, test } from "vitest";
import { result } from "../samples/build.ts";
import { adam, attention, conv, relu, sgd } from "../samples/exercises.ts";
import { attribute, hostile, script } from "../samples/hostile.ts";
import { grade } from "../samples/mark.ts";
import { mixed, notGraded, samples, untouched } from "../samples/results.ts";
import { padding, pictured, unreadable } from "../samples/pictures.ts";
import { languageOf } from "../texts/language.ts";
import { studentPage } from "./student-page.ts";

const german = languageOf("de");

/** What a reader reads, in order: no tags, no style, entities resolved. */
function read(html: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#x27;": "'",
    "&#x3D;": "=",
    "&#x60;": "`",
    "&amp;": "&",
  };
  return html
    .replace(/<style>[^]*<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ");
}

test("a failed check shows every part of its lesson, in this order", () => {
  const text = read(studentPage(result("ada", [relu]), { audience: "student" }));
  const parts = [
    "✗ the gradient of relu is right wrong answer 0 of 3",
    "The gradient with respect to x is 1 at [0], expected 0. 2 of 3 entries differ.",
    "Input that shows it, to paste const x = tensor([-2, 0.5, 3]); const gradOutput = tensor([1, -1, 1]); reluBackward(x, gradOutput)",
    "Expected shape [3] [0] [1] [2] 0 differs -1 differs 1",
    "Your code returned shape [3] [0] [1] [2] 1 differs 0 differs 1",
    "Entries in a box differ.",
    "Allowed error Within 1e-6 of the expected entry; rounding stays below that. At [0] that is 1e-6, and the entry is off by 1.",
    "It looks like mask from the upstream sign The gradient is cut where gradOutput is negative, not where x is. Read again dL / dx = dL / dy · 1[ x > 0]",
    "Hint What is the slope on each side of zero?",
    "Replay with npm test -- relu --seed 417 Expected value from central differences of your own relu",
    "passed: relu keeps positive entries and zeroes the rest 4 inputs 2 of 2",
    "What your code printed mask 0 1 1",
  ];
  let from = 0;
  for (const part of parts) {
    expect(text.slice(from)).toContain(part);
    from = text.indexOf(part, from) + part.length;
  }
});

test("each state of an exercise is said in words, and points that are nobody's loss are not a zero", () => {
  const text = read(studentPage(result("ada", [sgd, adam, conv, attention]), { audience: "student" }));
  expect(text).toContain(
    "4 points and 1 exercise could not be graded, through no fault of yours. Nothing of it is lost: it is left out of the score.",
  );
  expect(text).toContain("There is no exercises/04-optimizers/adam.ts in the submission. Put the file at that path.");
  expect(text).toContain("exercises/05-convolution/conv2d.ts, line 22");
  expect(text).toContain(
    "two runs with the same seed agree Not graded. The grader could not run this check: the child process was lost. This is our fault and costs nothing. Its points are left out of the score, not lost. – of 2",
  );
  expect(read(studentPage(notGraded, { audience: "student" }))).toContain("Not graded 1 exercise: 1 not graded.");
});

test("the foot says how it was graded", () => {
  const text = read(studentPage(mixed, { audience: "student" }));
  expect(text).toContain(
    "Isolation realm; 19 ways out tried before grading, open after an escape: start a program. In force: a realm that each exercise finds as new. Limits 2 seconds of CPU time, 192 megabytes of memory, 4,000 characters of console output Seed 20261121 Versions gradecheck 0.1.0, Node 24.21.0, specs cccccccccccc, format gradecheck-result/1",
  );
});

test("text of a submission stays text", () => {
  const html = studentPage(hostile, { audience: "student" });
  expect(html).not.toMatch(/<script|<img| onmouseover="/);
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).toContain("&quot; onmouseover&#x3D;&quot;alert(1)");
  expect(read(html)).toContain(`${script} ${attribute} red ]]> <![CDATA[ half \uFFFD pair safe gnp.exe`);
  expect(html).toContain("{{constructor}}");
});

test("a page has no script, no address outside itself, and one of each id; headings go down one step at a time", () => {
  for (const sample of [...samples, pictured]) {
    const html = studentPage(sample, { audience: "instructor", previous: untouched, mark: grade });
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const targets = [...html.matchAll(/ (?:href="#|aria-labelledby=")([^"]*)"/g)].map(([, id]) => id);
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(html).not.toMatch(/<script|<link|<iframe| src="|href="(?!#)|url\(/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  }
});

test("the score is followed by what is new, then by what to do next, then by where the points come from", () => {
  const before = result("ada", [
    { ...relu, points: 0, checks: relu.checks.map((one) => ({ ...one, status: "fail" })) },
  ]);
  const text = read(studentPage(result("ada", [relu]), { audience: "student", previous: before }));
  const order = [
    "3 of 6 points 50%",
    "Since it was graded before 3 points more than before. Newly passed ReLU ✓ relu keeps positive entries and zeroes the rest ✓ relu leaves its argument as it was",
    "What to do next ReLU the gradient of relu is right Mend this. It is worth 3 points. npm test -- relu --seed 417",
    "Where the points come from",
  ].map((part) => [part, text.indexOf(part)] as const);
  for (const [part, at] of order) expect(at, part).toBeGreaterThan(-1);
  expect(order.map(([, at]) => at)).toEqual(order.map(([, at]) => at).toSorted((a, b) => a - b));
});

test("the student's own lines stand beside the failure, numbered, with the one that broke marked", () => {
  const text = read(studentPage(result("ada", [unreadable, padding]), { audience: "student" }));
  expect(text).toContain("Your code exercises/03-losses/mse.ts, lines 3 to 6 3 export function mse (");
  expect(text).toContain("5 it broke here: return error. square (. mean ();");
  expect(text.match(/it broke here/g)).toHaveLength(1);
  expect(text).toContain("Your code exercises/10-convolutional-networks/conv2d.ts, lines 12 to 16 12 export");
});

test("the same lines are shown once in an exercise, and folded away from then on", () => {
  const [own] = padding.checks;
  const twice = { ...padding, checks: [own!, { ...own!, name: "padding keeps the size once more" }] };
  const html = studentPage(result("ada", [twice]), { audience: "student" });
  expect(html.match(/<div class="source">/g)).toHaveLength(1);
  expect(html.match(/<details class="source">/g)).toHaveLength(1);
});

test("text of a student inside of code and pictures stays text", () => {
  const [own] = padding.checks;
  const lesson = { ...own!.lesson!, lines: { path: script, from: 1, text: `const a = "${script}"; // ${attribute}` } };
  const html = studentPage(result("ada", [{ ...padding, checks: [{ ...own!, lesson }] }]), { audience: "student" });
  expect(html).not.toMatch(/<script|<img| onmouseover="/);
});

test("a page in another language has no English but what the grader wrote, which is marked as English", () => {
  const everything = [
    ...mixed.exercises,
    ...pictured.exercises.map((one) => ({ ...one, id: `11-${one.id.slice(3)}` })),
  ];
  const before = result(
    "ada",
    [relu].map((one) => ({ ...one, points: 0, checks: [] })),
  );
  const html = studentPage(result("ada", everything), { audience: "instructor", language: german, previous: before });
  expect(html).toContain('<html lang="de">');
  const english = /<(span|p|a|q|h3|strong)\b[^>]* lang="en"[^>]*>[^]*?<\/\1>/g;
  const code = /<(pre|code)\b[^]*?<\/\1>/g;
  const own = read(html.replace(code, " ").replace(english, " "));
  const { common, student } = languageOf("en").texts;
  const words = [
    ...Object.entries(student.words).filter(([key, word]) => german.texts.student.words[key as "at"] !== word),
    ...Object.entries({ ...common.exerciseStatus, ...common.checkStatus }).map(
      ([key, { word }]) => [key, word] as const,
    ),
    ...["points", "input", "shape", "lines", "differ", "Mend", "graded", "entry"].map((word) => [word, word] as const),
  ].filter(([, word]) => word.length > 3);
  expect(words.length).toBeGreaterThan(40);
  for (const [key, word] of words) expect(own, key).not.toMatch(new RegExp(`\\b${word.replace(/[^\w ]/g, ".")}\\b`));
});

test("what is said in place of a hidden check is in the language of the page, and the rest of its lesson is not", () => {
  const html = studentPage(mixed, { audience: "student", language: german });
  expect(html).toContain('<p class="summary">Diese Prüfung scheitert an Eingaben, die nicht gezeigt werden.</p>');
  expect(html).toContain('<p class="summary" lang="en">The gradient with respect to x is 1 at [0]');
});

test("every heading cell of a table has a scope", () => {
  const cells = [...studentPage(mixed, { audience: "student" }).matchAll(/<th\b[^>]*>/g)].map(([tag]) => tag);
  expect(cells.length).toBeGreaterThan(20);
  expect(cells.filter((tag) => !/scope="(col|row)"/.test(tag))).toEqual([]);
});

test("lines that the code printed keep their own indentation", () => {
  const html = studentPage(result("ada", [{ ...relu, console: "one\n  two\nthree" }]), { audience: "student" });
  expect(html).toMatch(/<pre [^>]*>one\n {2}two\nthree<\/pre>/);
});
