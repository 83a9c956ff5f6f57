import { describe, expect, test } from "vitest";
import { UsageError } from "#graders/usage-error.ts";
import { historyOf, inForce, readManualEntry, strayEntries, type ManualEntry } from "./manual.ts";
import type { Policy } from "./policy.ts";

const entry: ManualEntry = {
  at: "2026-05-20T09:30:00Z",
  by: "kim",
  submission: "ada",
  item: "essay",
  criterion: "argument",
  points: 3,
  mode: "set",
  comment: "Two gaps; see the margin.",
};
const policy: Policy = {
  items: [
    { id: "essay", title: "Essay", criteria: [{ id: "argument", title: "Argument", points: 6 }] },
    { id: "talk", title: "Talk", points: 5 },
  ],
};

describe("a record", () => {
  const other = { ...entry, submission: "bob" };
  const { criterion: _, ...wholeItem } = entry;
  const { item: __, ...whole } = wholeItem;
  const later = { ...entry, mode: "add" as const, points: 1 };
  const record = [entry, other, wholeItem, whole, later];

  test("has one entry in force for each place: the last, set or added", () => {
    expect(inForce(record)).toEqual([other, wholeItem, whole, later]);
  });

  test("keeps what was replaced as history, of each place apart", () => {
    expect(historyOf(record, entry)).toEqual([entry, later]);
    expect(historyOf(record, { submission: "ada" })).toEqual([whole]);
    expect(historyOf(record, { submission: "ada", exercise: "essay" })).toEqual([]);
  });

  test("tells what in it belongs to nothing", () => {
    const known = { submissions: ["ada"], exercises: ["02-activations/relu"] };
    const { item: _, criterion: __, ...rest } = entry;
    const stray = strayEntries([...record, { ...rest, exercise: "relu" }, { ...entry, item: "esay" }], policy, known);
    expect(stray.map(({ entry: { submission }, why }) => [submission, why])).toEqual([
      ["bob", '/submission is "bob", which nobody handed in.'],
      ["ada", '/exercise is "relu", which is not graded here.'],
      ["ada", '/item is "esay", expected one of "essay", "talk". Add it to policy.json, or correct the name.'],
    ]);
  });
});

describe("an entry that can't be right is refused with where, what and the remedy", () => {
  test("one that is right is not", () => {
    expect(readManualEntry({ ...entry }, "manual.jsonl:1", policy)).toEqual(entry);
    expect(readManualEntry({ ...entry, mode: "add", points: -2 }, "manual.jsonl:1", policy).points).toBe(-2);
    expect(readManualEntry({ ...entry, item: "anything" }, "manual.jsonl:1").item).toBe("anything");
  });

  test.each<[Record<string, unknown>, string]>([
    [{ at: "yesterday" }, 'manual.jsonl:7: /at is "yesterday", expected a text such as "2026-05-20T09:30:00Z".'],
    [{ points: "3" }, 'manual.jsonl:7: /points is "3", expected number.'],
    [{ mode: "replace" }, 'manual.jsonl:7: /mode is "replace", expected one of "set", "add".'],
    [{ coment: "x" }, 'manual.jsonl:7: the document has "coment", which is not known. Did you mean "comment"?'],
    [{ item: undefined }, 'manual.jsonl:7: the document has "criterion" and lacks "item". Add it.'],
    [
      { points: -1 },
      'manual.jsonl:7: /points is -1, expected at least 0 where mode is "set". To take points off, use "add".',
    ],
    [
      { points: 7 },
      "manual.jsonl:7: /points is 7, expected at most 6. Give fewer, or change the maximum in policy.json.",
    ],
    [
      { exercise: "02-activations/relu" },
      'manual.jsonl:7: the entry names the exercise "02-activations/relu" and the item "essay", expected one place. Write two entries.',
    ],
    [
      { item: "esay" },
      'manual.jsonl:7: /item is "esay", expected one of "essay", "talk". Add it to policy.json, or correct the name.',
    ],
    [
      { item: "talk" },
      'manual.jsonl:7: /criterion is "argument", expected none, as there are none of the item "talk". Correct the name, or leave it out.',
    ],
  ])("%j", (change, message) => {
    const json = JSON.parse(JSON.stringify({ ...entry, ...change })) as unknown;
    expect(() => readManualEntry(json, "manual.jsonl:7", policy)).toThrow(new UsageError(message));
  });
});
