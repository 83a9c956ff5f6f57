import { expect, test } from "vitest";
import { result } from "../samples/build.ts";
import { adam, attention, perceptron, sgd } from "../samples/exercises.ts";
import { hostile, longName } from "../samples/hostile.ts";
import { samples } from "../samples/results.ts";
import { distributionView } from "./distribution.ts";
import { indexPage } from "./index-page.ts";
import { pageFileName } from "./page-file-name.ts";

test("each submission has a row with points, units, statuses, problems and a link to its page", () => {
  const html = indexPage(
    [result("student-10", [perceptron]), result("student-9", [perceptron, sgd, adam, attention])],
    { folder: "pages/" },
  );
  const rows = html.match(/<tr>\s*<th scope="row">[^]*?<\/tr>/g)!.map((row) =>
    row
      .replace(/<a href="([^"]*)">/, "$1 ")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  expect(rows).toEqual([
    "pages/student-9.html student-9 4 / 14 + 4 points and 1 exercise not graded 4 / 4 0 / 10 + 4 points not graded – not graded ✓ 1 passed ✗ 1 not yet right – 1 missing ○ 1 not graded Missing: adam. Not graded, by no fault of the student: 4 points and 1 exercise.",
    "pages/student-10.html student-10 4 / 4 4 / 4 – not in this grading – not in this grading ✓ 1 passed",
  ]);
});

test("any submission id gives a safe link and stays text", () => {
  const html = indexPage([hostile, longName]);
  expect(html).toContain(`href="${pageFileName(hostile.submission.id)}"`);
  expect(html).not.toContain("<script");
  expect(html.replace(/<style>[^]*<\/style>/, "")).not.toContain("\u001B");
});

test("the picture of the class says in words what it shows", () => {
  expect(indexPage(samples)).toContain(
    '<desc id="distribution-words">0–10 %: 3 submissions; 10–20 %: 1 submission; 90–100 %: 1 submission</desc>',
  );
});

test("a full score falls into the last bar and a border into the upper one", () => {
  const bars = distributionView([1, 0.9, 0.1, 0, undefined])!.bars.map(({ count }) => count);
  expect(bars).toEqual(["1", "1", "", "", "", "", "", "", "", "2"]);
  expect(distributionView([undefined])).toBe(null);
});

test("a class without submissions has a page that says so", () => {
  const html = indexPage([]);
  expect(html).toContain("No submission was graded.");
  expect(html).toContain("0 submissions. None could be graded.");
});
