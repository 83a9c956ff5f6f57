import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { marksOfClass } from "#graders/policy/class-marks.ts";
import { Store } from "#graders/store/store.ts";
import { check, exercise, result } from "#reports/samples/build.ts";
import { classFacts } from "./class-facts.ts";

const graded = (id: string) => result(id, [exercise("02-activations/relu", "ReLU", [check("right", 10)])]);

const people = [
  { id: "1", name: "Ada Lovelace", section: "A" },
  { id: "2", name: "Omar", extension: "2026-05-20" },
  { id: "3", name: "Wanda" },
];
const submissions = [
  { id: "ada", source: "canvas", submittedBy: [], person: "1", attempt: 1, submittedAt: "2026-05-11T12:00:00Z", late: true },
  { id: "omar", source: "canvas", submittedBy: [], person: "2", submittedAt: "2026-05-11T12:00:00Z", late: true },
  { id: "robot", source: "canvas", submittedBy: [], late: true },
]; // prettier-ignore
const unmatched = {
  submissionsWithoutPerson: ["robot"],
  peopleWithoutSubmission: ["3"],
  severalPeople: [],
  severalSubmissions: [],
  ambiguousFiles: [{ submission: "ada", exercise: "02-activations/relu", files: ["a/relu.ts", "b/relu.ts"] }],
  filesOfNoExercise: [
    { submission: "ada", files: ["helper.ts"], missing: [] },
    { submission: "robot", files: ["README.txt"], missing: ["02-activations/relu"] },
    { submission: "omar", files: ["rleu.ts"], missing: ["02-activations/relu"] },
  ],
  filesOfNobody: [],
  unread: [{ path: "x.ts", why: "is a link" }],
  repositories: [],
  lines: [{ file: "roster.csv", line: 4, why: "The row has no id." }],
};
const similarity = { tool: "winnowing", threshold: 0.6, groups: [], exercises: [] };

/** A folder as `grade` leaves it. */
function folder(): string {
  const out = mkdtempSync(join(tmpdir(), "gradecheck-class-"));
  const store = new Store(out, { who: "kim" });
  store.keep(graded("ada"), 1.5);
  store.keep(graded("omar"));
  store.close();
  writeFileSync(join(out, "intake.json"), JSON.stringify({ roster: { people, unread: [] }, submissions, unmatched }));
  writeFileSync(join(out, "similarity.json"), JSON.stringify(similarity));
  return out;
}

const marks = marksOfClass({
  policy: { due: "2026-05-10", late: { share: 0.1, per: "day" }, scale: { maximum: 20 } },
  people,
  submissions: submissions.map(({ id, person, ...one }) => ({ id, ...one, people: person === undefined ? [] : [person] })),
  resultOf: (id) => (id === "robot" ? undefined : graded(id)),
  manual: [],
}); // prettier-ignore

const results = [graded("ada"), graded("omar"), graded("robot")];

test("intake, policy, store and comparison of code come together", async () => {
  const facts = await classFacts(folder(), results, { title: "Week 3", marks });
  expect(facts).toMatchObject({ title: "Week 3", maximum: 20, similarity, hasAudit: true });
  expect(facts.handedIn!.get("ada")).toEqual({
    people: [{ id: "1", name: "Ada Lovelace", section: "A" }],
    attempt: 1,
    submittedAt: "2026-05-11T12:00:00Z",
    seconds: 1.5,
    // One day at 10 %, of 20.
    marks: [{ state: "graded", counts: true, mark: 18 }],
    late: {
      factor: 0.9,
      facts: { what: "late", after: [{ count: 12, unit: "hour" }], penalty: expect.objectContaining({ started: 1 }) },
    },
  });
  expect(facts.missing).toEqual([{ id: "3", name: "Wanda" }]);
});

test("an extension comes before what the platform says of lateness", async () => {
  const omar = (await classFacts(folder(), results, { marks })).handedIn!.get("omar")!;
  expect(omar.late).toBe(undefined);
  expect(omar.people[0]!.extension).toEqual({
    inWords: "the end of 2026-05-20 (UTC)",
    zone: "UTC",
    at: "2026-05-20T23:59:59.999Z",
  });
});

test("without a policy, late is what the platform says, and nobody has a mark", async () => {
  const facts = await classFacts(folder(), results, {});
  expect(facts.handedIn!.get("omar")).toMatchObject({ late: { factor: 1 }, marks: [] });
  expect(facts).not.toHaveProperty("maximum");
});

test("what was not matched has its reason; a helper beside complete work is not worth a line", async () => {
  const { unmatched: shown } = await classFacts(folder(), results, {});
  expect(shown!.map(({ kind, what, why }) => [kind, what, why])).toEqual([
    ["submissionsWithoutPerson", "robot", ""],
    ["ambiguousFiles", "ada", "02-activations/relu: a/relu.ts, b/relu.ts"],
    ["filesOfNoExercise", "omar", "rleu.ts"],
    ["unread", "x.ts", "is a link"],
    ["lines", "roster.csv:4", "The row has no id."],
  ]);
});

test("a folder with results alone gives results alone", async () => {
  const facts = await classFacts(mkdtempSync(join(tmpdir(), "gradecheck-class-")), results, {});
  expect(facts).toEqual({ results, hasAudit: false, handedIn: new Map(), missing: [], unmatched: [] });
});
