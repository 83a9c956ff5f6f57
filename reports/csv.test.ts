import { expect, test } from "vitest";
import { gradebookCsv } from "./csv.ts";
import { result } from "./samples/build.ts";
import { adam, attention, perceptron, pooling, sgd } from "./samples/exercises.ts";
import { hostile } from "./samples/hostile.ts";

/** Of the samples. */
const isolation = '"realm; 19 ways out tried before grading, open after an escape: start a program"';

test("the gradebook tells not graded, missing, zero and absent apart", () => {
  const results = [
    result("b", [perceptron, sgd, adam, attention]),
    result("a10", [pooling]),
    result("a9", [attention]),
  ];
  expect(gradebookCsv(results).split("\r\n")).toEqual([
    "submission,points,max points,percent,01-foundations,04-optimizers,05-convolution,09-attention,01-foundations/perceptron,04-optimizers/momentum,04-optimizers/adam,05-convolution/max-pool,09-attention/scaled-dot-product,points not graded,status,problem,isolation",
    'a9,not graded,0,not graded,,,,not graded,,,,,not graded,0,incomplete,"Not graded, by no fault of the student: 1 exercise.",' +
      isolation,
    "a10,0,4,0,,,0,,,,,0,,0,complete,," + isolation,
    'b,4,14,28.57,4,0,,not graded,4,0,missing,,not graded,4,incomplete,"Missing: adam. Not graded, by no fault of the student: 4 points and 1 exercise.",' +
      isolation,
    "",
  ]);
});

test("text that a spreadsheet would run as a formula is escaped", () => {
  const names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u001B[0m=1", " =1", "＝1"];
  const lines = gradebookCsv([hostile, ...names.map((name) => result(name, [perceptron]))]).split("\r\n");
  const cells = lines.slice(1, -1).map((line) => line.split(",")[0]);
  expect(new Set(cells)).toEqual(
    new Set([
      "'=cmd|'/c calc'!A0 <script>alert(1)</script> red half \uFFFD pair",
      "'+1",
      "'-1",
      "'=1",
      "'=1+1",
      "'@SUM(A1)",
      "'＝1",
    ]),
  );
});

test("a row is one line, even when a problem has many", () => {
  const broken = result("a", [], { problem: { kind: "missing", message: 'no "files"\nat all, none' } });
  expect(gradebookCsv([broken])).toBe(
    `submission,points,max points,percent,points not graded,status,problem,isolation\r\na,,0,,0,problem,"no ""files"" at all, none",${isolation}\r\n`,
  );
});
