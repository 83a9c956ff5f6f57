import { expect, test } from "vitest";
import { attemptsBefore } from "./previous-results.ts";

test("the attempt before is the person's own, by number, then by time", () => {
  const before = attemptsBefore([
    { id: "ada-a", person: "ada", attempt: 3, submittedAt: "2026-05-11T10:00:00Z" },
    { id: "ada-b", person: "ada", attempt: 1, submittedAt: "2026-05-12T10:00:00Z" },
    { id: "grace-b", person: "grace", submittedAt: "2026-05-13T10:00:00+02:00" },
    { id: "grace-a", person: "grace", submittedAt: "2026-05-13T09:00:00Z" },
    { id: "nobody-1" },
    { id: "nobody-2" },
  ]);
  // 10:00 in summer time is 08:00 UTC.
  expect(Object.fromEntries(before)).toEqual({ "ada-a": "ada-b", "grace-a": "grace-b" });
});

test("a group is the same group in whatever order its members are named", () => {
  const before = attemptsBefore([
    { id: "one", group: ["ada", "grace"], attempt: 1 },
    { id: "two", group: ["grace", "ada"], attempt: 2 },
    { id: "alone", person: "ada", attempt: 3 },
  ]);
  expect(Object.fromEntries(before)).toEqual({ two: "one" });
});
