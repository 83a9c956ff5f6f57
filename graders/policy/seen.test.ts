import { expect, test } from "vitest";
import type { Policy } from "./policy.ts";
import { seenByStudent } from "./seen.ts";

const policy: Policy = { timeZone: "Europe/Berlin", due: "2026-05-10", grace: { minutes: 15 } };
const late: Policy = { ...policy, late: { closes: { days: 2 } } };
const ada = { id: "ada" };

test.each<[string, Policy, string, string[]]>([
  ["before the due date", policy, "2026-05-10T21:59:00Z", ["visible"]],
  ["in the grace period", policy, "2026-05-10T22:14:59.999Z", ["visible"]],
  ["after it", policy, "2026-05-10T22:15:00Z", ["visible", "after-due"]],
  ["while late work is still accepted", late, "2026-05-12T21:59:59Z", ["visible"]],
  ["when it no longer is", late, "2026-05-12T22:00:00Z", ["visible", "after-due"]],
  [
    "at the due date, if that is asked for",
    { ...late, visibility: { "after-due": "due" } },
    "2026-05-11T00:00:00Z",
    ["visible", "after-due"],
  ],
  ["where there is no due date", {}, "2099-01-01T00:00:00Z", ["visible"]],
  [
    "in an examination",
    { ...policy, visibility: { visible: "closed", "after-due": "never" } },
    "2026-05-10T12:00:00Z",
    [],
  ],
  [
    "when a date is not yet over",
    { ...policy, visibility: { hidden: "2026-06-01" } },
    "2026-06-01T21:59:59.999Z",
    ["visible", "after-due"],
  ],
  [
    "when it is",
    { ...policy, visibility: { hidden: "2026-06-01" } },
    "2026-06-01T22:00:00Z",
    ["visible", "after-due", "hidden"],
  ],
  [
    "from a moment on",
    { ...policy, visibility: { hidden: "2026-06-01T12:00:00Z" } },
    "2026-06-01T12:00:00Z",
    ["visible", "after-due", "hidden"],
  ],
])("%s", (_when, given, now, seen) => {
  expect(seenByStudent(given, ada, now)).toEqual(seen);
});

test("a person with an extension sees later what others see at the due date", () => {
  const now = "2026-05-11T12:00:00Z";
  expect(seenByStudent({ ...policy, extensions: { ada: 2 } }, ada, now)).toEqual(["visible"]);
  expect(seenByStudent({ ...policy, extensions: { ada: 2 } }, { id: "bob" }, now)).toEqual(["visible", "after-due"]);
  expect(seenByStudent(policy, { id: "bob", extension: "2" }, now)).toEqual(["visible"]);
  const closing = { ...policy, late: { closes: "2026-05-10" } };
  expect(seenByStudent(closing, { id: "bob" }, now)).toEqual(["visible", "after-due"]);
  expect(seenByStudent(closing, { id: "bob", extension: "2" }, now)).toEqual(["visible"]);
});

test("a time without its zone is refused", () => {
  expect(() => seenByStudent(policy, ada, "2026-05-10T12:00:00")).toThrow(
    'The time is "2026-05-10T12:00:00", expected a moment with its zone, such as 2026-05-10T18:00:00+02:00.',
  );
});
