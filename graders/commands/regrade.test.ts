/** Grading again, by hand and by machine, from the folder to the pages. A spec that changed is played by a result that was kept under another one. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { Store } from "#graders/store/store.ts";
import { main } from "./main.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-regrade-"));
const out = join(folder, "out");
const id = "ada-lovelace";
let said: string[];
let right: Result;

beforeAll(async () => {
  cpSync(join(projectRoot, "examples", "submissions", id), join(folder, "class", id), { recursive: true });
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  await main(["grade", join(folder, "class"), "--out", out, "--exercises", "relu"]);
  right = inStore((store) => store.result(id)!);
}, 60_000);

beforeEach(() => {
  said = [];
  for (const channel of ["log", "error"] as const)
    vi.spyOn(console, channel).mockImplementation((text: string) => void said.push(text));
});

afterAll(() => rmSync(folder, { recursive: true }));

function inStore<T>(work: (store: Store) => T): T {
  const store = new Store(out, { who: "test" });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** As if an older spec had failed its first check. */
function underAnOlderSpec(): Result {
  const [exercise] = right.exercises;
  const [first, ...others] = exercise!.checks;
  const failed = { ...first!, status: "fail" as const, points: 0 };
  return {
    ...right,
    specs: "0".repeat(64),
    points: right.points - first!.points,
    exercises: [
      { ...exercise!, status: "failed", points: exercise!.points - first!.points, checks: [failed, ...others] },
    ],
  };
}

test("shows what would change, counts it when told to, and leaves points by hand alone", async () => {
  const before = underAnOlderSpec();
  inStore((store) => store.keep(before));
  expect(
    await main(["mark", out, id, "2.5", "--add", "--exercise", "relu", "--comment", "A fair idea.", "--by", "Kim"]),
  ).toBe(0);
  expect(said).toContain("Noted: 02-activations/relu: added 2.5 points. A fair idea.");

  expect(await main(["regrade", out])).toBe(0);
  expect(said.at(-1)).toMatch(/1 submission would gain points, 0 would lose some/);
  expect(said.at(-1)).toContain(`${before.points} → ${right.points} of ${right.maxPoints} points`);
  expect(said.at(-1)).toContain("points given by hand stay");
  expect(said.at(-1)).toContain(`“${right.exercises[0]!.checks[0]!.name}”`);
  expect(readFileSync(join(out, "regrade.html"), "utf8")).toContain(id);
  inStore((store) => expect(store.result(id)).toEqual(before));

  expect(await main(["regrade", out, "--apply"])).toBe(0);
  inStore((store) => {
    expect(store.result(id)).toEqual(right);
    expect(store.marks(id)).toMatchObject([{ by: "Kim", points: 2.5, mode: "add" }]);
    expect(store.trail(id).at(-1)).toMatchObject({ what: "applied" });
  });
  expect(JSON.parse(readFileSync(join(out, "results", `${id}.json`), "utf8"))).toEqual(right);
  // Who applied it, and what a person gave, stand on the pages.
  expect(readFileSync(join(out, "regrade.html"), "utf8")).toMatch(/Applied by [^.]+ on \d/);
  expect(readFileSync(join(out, "audit.html"), "utf8")).toContain("A fair idea.");
}, 60_000);

test("forgets what was shown when told to", async () => {
  const before = underAnOlderSpec();
  inStore((store) => store.keep(before));
  await main(["regrade", out]);
  expect(await main(["regrade", out, "--drop"])).toBe(0);
  expect(said.at(-1)).toBe("Dropped: what 1 submission would have had. The grades are as they were.");
  expect(readFileSync(join(out, "regrade.html"), "utf8")).toMatch(/Dropped by [^.]+ on \d/);
  inStore((store) => {
    expect(store.result(id)).toEqual(before);
    expect(store.result(id, "proposed")).toBeUndefined();
  });
}, 60_000);

test.each([
  [["regrade", join(folder, "nowhere")], /holds no grades\. Give the folder that `gradecheck grade` wrote/],
  [["regrade", out, "--apply"], /nothing is proposed\. `gradecheck regrade .*` grades again/],
  [["regrade", out, "--apply", "--drop"], /--apply and --drop exclude each other/],
  [["mark", out, "bob", "1", "-c", "x"], /holds no result of "bob"\. Names count to the letter/],
  [["mark", out, id, "many", "-c", "x"], /<points> is many, expected a number/],
  [["mark", out, id, "1", "-c", "x", "-e", "tanh"], /"tanh" was not graded here, expected one of 02-activations\/relu/],
  [["mark", out, id, "1", "-c", "x", "-e", "relu", "-i", "essay"], /--exercise and --item exclude each other/],
])("%s is refused", async (args, words) => {
  expect(await main(args)).toBe(2);
  expect(said.join("\n")).toMatch(words);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
});
