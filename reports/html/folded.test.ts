import { expect, test } from "vitest";
import type { TrailEntry } from "#graders/result/trail.ts";
import { folded } from "./folded.ts";

function graded(at: string, more: { who?: string } = {}): TrailEntry {
  return { at: `2026-11-28T${at}Z`, who: "kim", submission: at, what: "graded", after: 1, maxPoints: 2, ...more };
}

/** How many entries each deed has. */
function sizes(entries: readonly TrailEntry[]): number[] {
  return folded(entries).map((deed) => ("one" in deed ? 1 : deed.many.length));
}

const class4 = ["09:00:00", "09:01:00", "09:02:00", "09:12:00"].map((at) => graded(at));

test("a class that was graded in one go is one deed; three are told one by one", () => {
  expect(sizes(class4)).toEqual([4]);
  expect(sizes(class4.slice(1))).toEqual([1, 1, 1]);
});

test("a pause, another person and midnight begin a new one", () => {
  expect(sizes([...class4, graded("09:23:00")])).toEqual([4, 1]);
  expect(sizes([...class4, graded("09:13:00", { who: "robin" })])).toEqual([4, 1]);
  const night = ["23:56", "23:57", "23:58", "23:59"].map((at) => graded(`${at}:00`));
  expect(sizes([...night, { ...graded("00:00:00"), at: "2026-11-29T00:00:00Z" }])).toEqual([4, 1]);
});

test("points by hand are never folded: each has its comment", () => {
  const mark: TrailEntry = {
    at: "2026-11-28T09:00:00Z",
    who: "kim",
    submission: "ada",
    what: "marked",
    place: [],
    mode: "set",
    points: 1,
    comment: "As agreed.",
  };
  expect(sizes([mark, mark, mark, mark, mark])).toEqual([1, 1, 1, 1, 1]);
});
