import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { happeningInWords } from "./happening-in-words.ts";
import { Store, storeFile } from "./store.ts";

const now = () => new Date("2026-03-01T10:00:00Z");

function folder(): string {
  return mkdtempSync(join(tmpdir(), "gradecheck-store-"));
}

function open(where = folder()): Store {
  return new Store(where, { who: "kim", now });
}

function result(id: string, points: number, specs = "a".repeat(64)): Result {
  return {
    format: "gradecheck-result/1",
    submission: { id, files: {} },
    specs,
    seed: 1,
    grader: { version: "0.1.0", node: "24.21.0", isolation: { level: "realm", layers: [], probes: 0, open: [] } },
    limits: { cpuSeconds: 2, memoryMegabytes: 192, consoleCharacters: 8000 },
    points,
    maxPoints: 10,
    exercises: [],
  };
}

describe("results", () => {
  test("the latest counts, the ones before are history", () => {
    const store = open();
    for (const points of [3, 5, 4]) store.keep(result("ada", points));
    expect(store.result("ada")).toEqual(result("ada", 4));
    expect(store.former("ada").map(({ points }) => points)).toEqual([3, 5]);
    expect(store.result("bob")).toBeUndefined();
  });

  test("all that count, in order of their names", () => {
    const store = open();
    for (const id of ["grace", "ada", "=2+5", "ada"]) store.keep(result(id, 1));
    expect([...store.results()].map(({ submission }) => submission.id)).toEqual(["=2+5", "ada", "grace"]);
  });

  test("it is there when the store is opened again, by several at once", () => {
    const where = folder();
    const [one, other] = [open(where), open(where)];
    one.keep(result("ada", 1));
    other.keep(result("bob", 2));
    one.close();
    other.close();
    expect([...open(where).results()]).toHaveLength(2);
  });
});

describe("how long grading took", () => {
  test("stands beside the result that counts, where it is known", () => {
    const store = open();
    store.keep(result("ada", 3), 2.5);
    store.keep(result("bob", 3));
    store.keep(result("cleo", 3), 9);
    store.keep(result("cleo", 4), 0.25);
    store.propose(result("ada", 7), 100);
    expect(store.seconds()).toEqual(new Map([["ada", 2.5], ["cleo", 0.25]])); // prettier-ignore
    store.applyProposals();
    expect(store.seconds().get("ada")).toBe(100);
  });

  test("a store of version 1, which did not know it, is brought up to date and keeps its results", () => {
    const where = folder();
    const before = open(where);
    before.keep(result("ada", 3), 2.5);
    before.close();
    const database = new DatabaseSync(storeFile(where));
    database.exec(
      "ALTER TABLE result DROP COLUMN seconds; ALTER TABLE event DROP COLUMN data; PRAGMA user_version = 1",
    );
    database.close();
    const store = open(where);
    expect(store.result("ada")).toEqual(result("ada", 3));
    expect(store.seconds()).toEqual(new Map());
    store.keep(result("bob", 3), 1);
    expect(store.seconds()).toEqual(new Map([["bob", 1]]));
  });
});

describe("a regrade", () => {
  test("counts once it is applied", () => {
    const store = open();
    store.keep(result("ada", 3));
    store.propose(result("ada", 7));
    store.propose(result("ada", 8));
    expect(store.result("ada")?.points).toBe(3);
    expect(store.result("ada", "proposed")?.points).toBe(8);
    expect(store.applyProposals()).toBe(1);
    expect(store.result("ada")?.points).toBe(8);
    expect(store.result("ada", "proposed")).toBeUndefined();
    expect(store.former("ada").map(({ points }) => points)).toEqual([3]);
  });

  test("leaves no trace among the results when it is dropped", () => {
    const store = open();
    store.keep(result("ada", 3));
    store.propose(result("ada", 7));
    expect(store.dropProposals()).toBe(1);
    expect(store.applyProposals()).toBe(0);
    expect(store.result("ada")?.points).toBe(3);
  });
});

describe("the audit trail", () => {
  test("tells each change, in order, with who and when", () => {
    const store = open();
    store.keep(result("ada", 3));
    store.propose(result("ada", 7));
    store.applyProposals();
    store.mark({ submission: "ada", exercise: "02-activations/relu", points: 2, mode: "add", comment: "A fair idea." });
    const told = store
      .trail()
      .map((entry) => [entry.at, entry.who, entry.submission, entry.what, happeningInWords(entry)]);
    expect(told).toEqual(
      [
        ["graded", "3 of 10 points"],
        ["regraded", "would have 7 of 10 points"],
        ["applied", "from 3 to 7 of 10 points"],
        ["marked", "02-activations/relu: added 2 points. A fair idea."],
      ].map((said) => ["2026-03-01T10:00:00.000Z", "kim", "ada", ...said]),
    );
    expect(store.trail("bob")).toEqual([]);
  });

  test("points given by hand stay when a regrade is applied", () => {
    const store = open();
    store.keep(result("ada", 3));
    store.mark({ submission: "ada", points: 9, mode: "set", comment: "As agreed." });
    store.propose(result("ada", 7));
    store.applyProposals();
    expect(store.marks("ada")).toEqual([
      { submission: "ada", points: 9, mode: "set", comment: "As agreed.", at: "2026-03-01T10:00:00.000Z", by: "kim" },
    ]);
  });

  test("a change that fails halfway is not made at all", () => {
    const store = open();
    store.keep(result("ada", 3));
    expect(() => store.keep({ ...result("ada", 4), points: Number.NaN })).toThrow();
    expect(store.result("ada")?.points).toBe(3);
    expect(store.trail()).toHaveLength(1);
  });
});

describe("refuses", () => {
  test("a file that is no store", () => {
    const where = folder();
    writeFileSync(storeFile(where), "not a database ".repeat(100));
    expect(() => open(where)).toThrow(/store\.sqlite can't be opened: file is not a database\. Move it away/);
  });

  test("a store of a newer version", () => {
    const where = folder();
    const database = new DatabaseSync(storeFile(where));
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => open(where)).toThrow(/has version 99, expected 3 at most\. Update gradecheck/);
  });
});
