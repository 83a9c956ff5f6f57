/** From a class with a roster and a policy to its marks, by machine and by hand, and on to a gradebook. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { projectRoot } from "#graders/spec/load.ts";
import { main } from "./main.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-marks-"));
const [submissions, out] = [join(folder, "class"), join(folder, "out")];
const policy = {
  weights: { "02": 8, essay: 2 },
  items: [{ id: "essay", title: "Essay", points: 10, handedIn: false }],
  visibility: { "after-due": "always" },
};
let said: string[];

beforeAll(async () => {
  for (const id of ["ada-lovelace", "priya-raman"])
    cpSync(join(projectRoot, "examples", "submissions", id), join(submissions, id), { recursive: true });
  writeFileSync(join(submissions, "policy.json"), JSON.stringify(policy));
  writeFileSync(
    join(folder, "roster.csv"),
    "id,name,email\nada-lovelace,Ada Lovelace,ada@example.org\npriya-raman,Priya Raman,\nzoe,Zoë Late,\n",
  );
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await main([
    "grade",
    submissions,
    "--out",
    out,
    "--exercises",
    "relu",
    "softmax",
    "--roster",
    join(folder, "roster.csv"),
  ]);
}, 60_000);

beforeEach(() => {
  said = [];
  for (const channel of ["log", "error"] as const)
    vi.spyOn(console, channel).mockImplementation((text: string) => void said.push(text));
});

afterAll(() => rmSync(folder, { recursive: true }));

function rowsOfCsv(): string[] {
  return readFileSync(join(out, "marks.csv"), "utf8").trim().split("\n");
}

test("a mark is pending while something is still to be marked, and missing where nothing was handed in", () => {
  expect(rowsOfCsv()).toEqual([
    "person,name,section,submission,state,mark,maximum,lateness",
    "ada-lovelace,Ada Lovelace,,ada-lovelace,pending,,100,",
    "priya-raman,Priya Raman,,priya-raman,pending,,100,",
    "zoe,Zoë Late,,,missing,,100,",
  ]);
});

test("points by hand complete it, and every step can be read", async () => {
  expect(await main(["mark", out, "ada-lovelace", "7", "--item", "essay", "-c", "Well argued.", "--by", "kim"])).toBe(
    0,
  );
  expect(await main(["marks", out])).toBe(0);
  // All of relu and softmax, weight 8 of 10, and 7 of 10 for the essay.
  expect(said.at(-1)).toMatch(/^Ada Lovelace +94 \/ 100$/m);
  expect(said.at(-1)).toMatch(/^Priya Raman +pending$/m);
  expect(await main(["marks", out, "--explain", "ada@example.org"])).toBe(0);
  expect(said.at(-1)).toContain("Essay: 7 of 10. Set to 7 by kim: “Well argued.” It makes up 20 % of the mark.");
});

test("a gradebook gets the mark, and nothing for what is pending", async () => {
  const file = join(folder, "canvas.csv");
  expect(await main(["report", out, "--format", "canvas", "--assignment", "Week 2", "--into", file])).toBe(0);
  const rows = readFileSync(file, "utf8").trim().split("\r\n");
  expect(rows[1]).toBe("    Points Possible,,,,,100");
  expect(rows[2]).toMatch(/^Ada Lovelace,.*,94$/);
  expect(rows[3]).toMatch(/^Priya Raman,.*,$/);
  expect(said.join("\n")).toContain('"priya-raman" has no grade yet: something is still to be marked by hand.');
});

test.each([
  [["marks", join(folder, "class")], /holds no grades/],
  [["marks", out, "--from", folder], /there is no policy\.json in .*docs\/policies\.md says what stands in it/],
  [["marks", out, "--explain", "nobody"], /nobody is called "nobody"/],
  [["mark", out, "ada-lovelace", "1", "-i", "talk", "-c", ""], /\/item is "talk", expected one of "essay"/],
  [["mark", out, "ada-lovelace", "1", "--criterion", "style", "-c", ""], /--criterion is one of an item/],
])("%s is refused", async (args, words) => {
  expect(await main(args)).toBe(2);
  expect(said.join("\n")).toMatch(words);
});

test("pages show what the policy lets students see today", async () => {
  const page = () => readFileSync(join(out, "reports", "priya-raman.html"), "utf8");
  const shown = page();
  writeFileSync(join(submissions, "policy.json"), JSON.stringify({ ...policy, visibility: { hidden: "always" } }));
  expect(await main(["report", out])).toBe(0);
  expect(page().length).toBeGreaterThan(shown.length);
  writeFileSync(join(submissions, "policy.json"), JSON.stringify(policy));
  await main(["report", out]);
  expect(page()).toBe(shown);
});

test("a policy that can't be followed is told with its place, and nothing is lost", async () => {
  const before = readFileSync(join(out, "marks.csv"), "utf8");
  writeFileSync(join(submissions, "policy.json"), JSON.stringify({ ...policy, weights: { "07": 1 } }));
  expect(await main(["marks", out])).toBe(2);
  expect(said.join("\n")).toMatch(/policy\.json: \/weights/);
  expect(readFileSync(join(out, "marks.csv"), "utf8")).toBe(before);
  writeFileSync(join(submissions, "policy.json"), JSON.stringify(policy));
});

test("points by hand are on the pages at once, unless those are to wait", async () => {
  const page = (name: string): string => readFileSync(join(out, name), "utf8");
  const given = ["mark", out, "priya-raman", "--item", "essay", "--by", "kim"];
  const before = page("index.html");
  expect(await main([...given, "2", "-c", "A first look.", "--no-pages"])).toBe(0);
  expect(said.at(-1)).toMatch(/^When all are marked: gradecheck report /);
  expect(page("index.html")).toBe(before);
  expect(page("reports/priya-raman.html")).not.toContain("A first look.");
  expect(await main([...given, "4", "-c", "To the point."])).toBe(0);
  expect(said.at(-1)).toMatch(/^Written again: .*marks\.csv, the reports of "priya-raman" and .*index\.html\.$/);
  expect(page("reports/priya-raman.html")).toMatch(/Your mark[^]*of 100[^]*To the point\./);
  expect(page("reports/ada-lovelace.html")).not.toContain("To the point.");
  expect(page("index.html")).not.toBe(before);
});
