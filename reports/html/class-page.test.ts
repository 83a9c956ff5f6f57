import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ClassFacts } from "../class-facts.ts";
import type { BriefCheck } from "#graders/result/brief.ts";
import type { CheckStatus } from "#graders/result/result.ts";
import { check, exercise, result } from "../samples/build.ts";
import { classFacts, generatedClass } from "../samples/class-facts.ts";
import { adam, attention, perceptron, sgd } from "../samples/exercises.ts";
import { hostile, longName } from "../samples/hostile.ts";
import { languageOf } from "../texts/language.ts";
import { classPage, classView } from "./class-page.ts";
import { mapView, needsMapPage } from "./class/map.ts";
import { shareCell } from "./class/share-cell.ts";
import { mapPage } from "./map-page.ts";
import { pageFileName } from "./page-file-name.ts";

const english = languageOf("en");
const view = (facts: ClassFacts) => classView(facts, { folder: "reports/", language: english });

/** The text of the rows of a table's body, cells apart. */
function rowsOf(html: string, table: string): string[] {
  const body = new RegExp(`<table class="${table}"[^]*?<tbody>([^]*?)</tbody>`).exec(html)![1]!;
  return body
    .split("<tr")
    .slice(1)
    .map((row) => `<tr${row}`.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()); // prettier-ignore
}

describe("students", () => {
  test("each submission has a row with points, units, statuses and problems, and a link to its page", () => {
    const html = classPage(
      { results: [result("student-10", [perceptron]), result("student-9", [perceptron, sgd, adam, attention])] },
      { folder: "pages/" },
    );
    expect(html).toContain('href="pages/student-9.html"');
    expect(rowsOf(html, "class-table")).toEqual([
      "student-9 4 / 14 100% 0% 4 points not graded ○ 1 exercise not graded ✓ 1 ✗ 1 – 1 ○ 1 Missing: adam. Not graded, by no fault of the student: 4 points and 1 exercise.",
      "student-10 4 / 4 100% – not in this grading – not in this grading ✓ 1",
    ]);
  });

  test("people, marks, lateness and time stand beside the points, in the order of the names", () => {
    const { students } = view(classFacts);
    expect(students.rows.map(({ name, section, mark, seconds, states }) => [name.slice(0, 20), section, mark, seconds, states])).toEqual([
      ["Ada Lovelace", "A", "87.5", "1.3 s", "low missing open"],
      ["Grace Hopper", "B", "", "1.4 s", "low"],
      ["Grace Hopper", "B", "100", "1.5 s", ""],
      ["robot", "", "", "0.2 s", "low late missing"],
      ["Wanda Late", "B", "", "", "missing"],
      ["Wolfeschlegelsteinha", "B", "not graded", "0.3 s", "open"],
      ["Zoë Nguyễn, José Álv", "A", "61 / 55", "2 s", "low open"],
      ["عمر الخيام", "B", "pending", "14 s", "low late missing"],
      ["محمد", "A", "", "", "missing"],
    ]); // prettier-ignore
    expect(students.rows[1]!.detail).toBe("attempt 1, another attempt counts");
    expect(students.rows[7]!.remarks[0]!.text).toMatch(/^Handed in 2 days 9 hours after the due date/);
    expect(students.states.map(({ id, count }) => [id, count])).toEqual([["low", "5"], ["late", "2"], ["missing", "5"], ["open", "3"]]); // prettier-ignore
  });

  test("a class that is seen at a glance has no controls and no script", () => {
    expect(classPage({ results: generatedClass(5) })).not.toMatch(/<script|id="controls"/);
    expect(classPage({ results: generatedClass(6) }).match(/<script/g)).toHaveLength(1);
  });
});

describe("the map", () => {
  test("has a cell for each exercise of each submission, and the mean of each exercise", () => {
    const html = classPage({
      results: [
        result("ada", [
          exercise("02-activations/relu", "ReLU", [check("a", 1), check("b", 2, { status: "fail" })]),
          exercise("02-activations/elu", "ELU", [], { status: "missing", maxPoints: 3, points: 0 }),
        ]),
        result("bob", [exercise("02-activations/relu", "ReLU", [check("a", 1), check("b", 2)]), attention]),
      ],
    });
    // 1/3 and 1 have the mean 2/3; nobody has a share of what was not graded.
    expect(rowsOf(html, "map")).toEqual(["Mean 67 0 ○", "ada 33 –", "bob ✓ ○"]);
  });

  test("all is only for all and nothing for nothing", () => {
    expect([0, 0.001, 0.24, 0.25, 0.5, 0.75, 0.999, 1].map((share) => Object.values(shareCell(share)).join(""))).toEqual(
      ["a0", "b1", "b24", "c25", "d50", "e75", "e99", "f100"],
    ); // prettier-ignore
  });

  test("by units, a number is the share of the unit's points, and a sign holds for each of its exercises", () => {
    const relu = (...status: CheckStatus[]) =>
      exercise(
        "02-activations/relu",
        "ReLU",
        status.map((one, at) => check(`check ${at}`, at + 1, { status: one })),
      );
    const lacking = (name: string, status: "missing" | "not started") =>
      exercise(`02-activations/${name}`, name, [], { status, maxPoints: 3, points: 0 });
    const results = [
      result("ada", [relu("pass", "fail"), lacking("elu", "missing"), attention]),
      result("bob", [relu("pass", "pass")]),
      result("eve", [lacking("relu", "missing"), lacking("elu", "missing")]),
      result("fay", [lacking("relu", "missing"), lacking("elu", "not started")]),
    ];
    const map = mapView({ results }, { folder: "", language: english, by: "unit" })!;
    expect(map.heads.map(({ name }) => name)).toEqual(["02 Activations", "09 Attention"]);
    // Of ada 1 of 3 and 0 of 3, so 1 of 6; the mean of 1/6, 1, 0 and 0 is 7/24.
    expect(map.means.map(({ text }) => text)).toEqual(["29", "○"]);
    expect(map.blocks[0]!.rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)])).toEqual([
      ["ada", "17", "○"],
      ["bob", "✓", ""],
      ["eve", "–", ""],
      ["fay", "0", ""],
    ]);
  });

  test("of 800 students and 139 exercises is by units, and by exercises on a page of its own; both stay below 5 MB", () => {
    const exercises = Array.from({ length: 139 }, (_, at) => {
      const id = `${String(1 + (at % 12)).padStart(2, "0")}-a-unit-of-the-course/exercise-number-${at}`;
      return [
        exercise(id, "An exercise", [check("it is right", 4), check("its gradient is right", 4)]),
        exercise(id, "An exercise", [check("it is right", 4), check("its gradient is right", 4, { status: "fail" })]),
        exercise(id, "An exercise", [], { status: "not started", maxPoints: 8, points: 0 }),
        exercise(id, "An exercise", [], { status: "missing", maxPoints: 8, points: 0 }),
      ];
    });
    const results = Array.from({ length: 800 }, (_, student) =>
      result(
        `student-with-a-long-name-${student}`,
        exercises.map((own, at) => own[(student * 7 + at * 3) % own.length]!),
      ),
    );
    const html = classPage({ results }, { folder: "reports/" });
    // With the row of means, whose attributes stand in quotes as they do nowhere else in a map.
    expect(html.match(/<td class=[a-z]>/g)).toHaveLength(800 * 12);
    expect(html).toContain('href="map.html"');
    expect(html).not.toContain("<details open");
    const map = mapPage({ results }, { folder: "reports/" });
    expect(map.match(/<td class=[a-z]>/g)).toHaveLength(800 * 139);
    expect(map).toContain('href="index.html"');
    for (const page of [html, map]) expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  });

  test("has a page of its own beyond 20,000 cells", () => {
    const hundred = Array.from({ length: 100 }, (_, at) =>
      exercise(`02-activations/exercise-${at}`, "An exercise", []),
    );
    const classOf = (count: number) => Array.from({ length: count }, (_, at) => result(`student-${at}`, hundred));
    expect(needsMapPage({ results: classOf(200) })).toBe(false);
    expect(classPage({ results: classOf(200) })).not.toContain("map.html");
    expect(needsMapPage({ results: classOf(201) })).toBe(true);
  });
});

describe("what else there is", () => {
  test("the figures of the class come first, with where to read on", () => {
    const figures = view(classFacts).figures.map(({ label, figure, href }) => [label, figure, href]);
    // Shares: 6/46, 6/38, 6/32, 5/17, 1, nothing decided, 0; the median of six is between 6/38 and 6/32.
    expect(figures).toEqual([
      ["Median", "17%", ""],
      ["All points", "1", ""],
      ["Below half of the points", "5", ""],
      ["Late", "2", "#late"],
      ["Nothing handed in", "2", "#late"],
      ["Not fully graded", "3", "#undecided"],
      ["Similar code", "1", "#similar"],
      ["Not matched", "4", "#unmatched"],
      ["Time to grade one", "1.4 s", ""],
    ]);
  });

  test("late work has its consequence, and people without work and with extensions are named", () => {
    const { late } = view(classFacts);
    expect(late.late.map(({ name, consequence }) => [name, consequence.slice(0, 40)])).toEqual([
      ["robot", "The platform says that it came late. The"],
      ["عمر الخيام", "Handed in 2 days 9 hours after the due d"],
    ]);
    expect(late.missing.map(({ name, until }) => [name, until])).toEqual([["Wanda Late", "2026-05-20 12:00 (Europe/Berlin)"], ["محمد", ""]]); // prettier-ignore
    expect(late.extensions).toEqual([{ name: "Zoë Nguyễn, José Álvarez", until: "2026-05-20 12:00 (Europe/Berlin)" }]);
  });

  test("what was not graded is listed once for each reason, with the submissions", () => {
    const lostCheck: BriefCheck = {
      ...check("two runs agree", 2, { status: "not graded" }),
      reason: "The child was lost.",
    };
    const lost = (id: string) =>
      result(id, [exercise("04-optimizers/momentum", "Momentum", [lostCheck, check("it converges", 2)])]);
    const { undecided } = view({ results: [lost("a"), lost("b"), result("c", [attention])] });
    expect(undecided.map(({ check, reason, who }) => [check, reason, who.map(({ name }) => name)])).toEqual([
      ["two runs agree", "The child was lost.", ["a", "b"]],
      ["", "The grader's child process was lost three times in a row.", ["c"]],
    ]);
  });

  test("similar code has its note on what that can't tell, its pairs and how usual they are", () => {
    const html = classPage(classFacts);
    expect(html).toContain("never who copied from whom");
    const [group] = view(classFacts).similar!.groups;
    expect(group).toMatchObject({ exercise: "02-activations/softmax", size: "3 submissions", more: "1 pair more, less alike." }); // prettier-ignore
    expect(group!.pairs[0]).toMatchObject({ share: "97%", longest: "31 lines, from line 4 and from line 12" });
    expect(classPage({ results: classFacts.results })).not.toContain("never who copied from whom");
  });

  test("what was not matched has its kind and reason", () => {
    expect(view(classFacts).unmatched.map(({ title, items }) => [title.slice(0, 30), items[0]!.what, items[0]!.why])).toEqual([
      ["Submissions of nobody on the r", "robot", ""],
      ["Submissions that fit several p", "smith", "11, 12"],
      ["Files that were not read", "ada/02-activations/old.ts", "is a link"],
      ["Lines of the roster or list th", "roster.csv:14", "The row has 3 cells, expected 5."],
    ]); // prettier-ignore
  });

  test("isolation is told with how many it held for, and the time with the slowest", () => {
    const sealed = { level: "sealed", layers: [], probes: 19, open: [] };
    const one = result("z", [perceptron], { grader: { version: "0.1.0", node: "24.21.0", isolation: sealed } });
    const { foot } = view({ ...classFacts, results: [...classFacts.results, one] });
    expect(foot[0]!.text).toMatch(/^realm; .* \(7 submissions\); sealed; .* \(1 submission\)$/);
    expect(foot[2]!.text).toMatch(/^median 1\.4 s, slowest 14\.2 s, of 7 submissions/);
  });
});

describe("any text", () => {
  const names = [hostile, longName, ...generatedClass(5)];

  test("of a submission, a roster or a platform stays text, and links are safe", () => {
    const evil = hostile.submission.id;
    const html = classPage({
      results: names,
      title: evil,
      handedIn: new Map([[evil, { people: [{ id: evil, name: evil, section: evil, extension: { inWords: evil, zone: evil, at: evil } }], marks: [], submittedAt: evil, late: { facts: { what: "unknown", given: evil }, factor: 0 } }]]),
      missing: [{ id: evil, name: evil, section: evil }],
      unmatched: [{ kind: "unread", what: evil, why: evil }],
      similarity: { tool: "dolos", threshold: 0.5, exercises: [], groups: [{ exercise: evil, submissions: [evil], pairs: [], pairCount: 0 }] },
    }); // prettier-ignore
    expect(html).toContain(`href="${pageFileName(evil)}"`);
    // Our own, at the end.
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toMatch(/^(?:\P{Cc}|[\n\t])*$/u);
  });

  test("a class without submissions has a page that says so", () => {
    const html = classPage({ results: [] });
    expect(html).toContain("No submission was graded.");
    expect(html).not.toContain("undefined");
  });
});

test("in German no sentence of the page is English, and sentences of the grader are marked as English", () => {
  const html = classPage(classFacts, { language: languageOf("de") });
  expect(html).toContain('<html lang="de">');
  expect(html).toContain("2 Tage 9 Stunden nach dem Abgabetermin abgegeben: 3 angebrochene Tage zu je 10\u00A0%");
  expect(html).toContain("20. Mai 2026 um 12:00 (Europe/Berlin)");
  expect(html).toMatch(/<p lang="en" title="[^"]*">The submission holds none/);
  for (const word of ["Students", "Median of", "Not graded", "Similar code", "Show all"])
    expect(html).not.toMatch(new RegExp(`>${word}<`));
});

test("text stands out by 4.5 to 1 on every step of a cell's colour", () => {
  const page = readFileSync(new URL("../templates/page.css", import.meta.url), "utf8");
  const own = readFileSync(new URL("../templates/map-table.css", import.meta.url), "utf8");
  const steps = [...own.matchAll(/color-mix\(in srgb, var\(--fill\) (\d+)%, var\(--paper\)\)/g)].map(([, part]) => Number(part) / 100); // prettier-ignore
  expect(steps.length).toBe(5);
  for (const [, body] of page.matchAll(/:root \{([^}]*)\}/g)) {
    const colours = Object.fromEntries([...body!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name!, rgb(colour!)])); // prettier-ignore
    for (const step of steps) {
      const ground = colours["fill"]!.map((value, at) => step * value + (1 - step) * colours["paper"]![at]!);
      expect(contrast(colours["ink"]!, ground)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

function rgb(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const luminance = (colour: readonly number[]): number => {
    const [red, green, blue] = colour
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}
