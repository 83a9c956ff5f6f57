import { describe, expect, test } from "vitest";
import { deadlineFor } from "./deadline.ts";
import { latenessOf } from "./lateness.ts";
import type { Policy, PolicyPerson } from "./policy.ts";
import { attempt } from "./testing/attempts.ts";

/** The night before 29 March 2026 has no hour from two to three. */
const policy: Policy = { timeZone: "Europe/Berlin", due: "2026-03-28", late: { share: 0.1, per: "day", most: 0.5 } };

function late(
  submittedAt: string | undefined,
  change: Partial<Policy> = {},
  more: { late?: boolean; person?: PolicyPerson } = {},
) {
  const { person, ...flag } = more;
  const whole = { ...policy, ...change };
  const handedIn = attempt(1, {}, { ...(submittedAt === undefined ? {} : { submittedAt }), ...flag });
  const { factor, inWords, state } = latenessOf(handedIn, deadlineFor(whole, person), whole.late);
  return [state, factor.toNumber(), inWords];
}

describe("each day that has begun costs", () => {
  test.each([
    ["2026-03-28T22:59:59.999Z", "in time", 1, "Handed in in time."],
    [
      "2026-03-28T23:00:00Z",
      "late",
      0.9,
      "Handed in less than a second after the due date: 1 started day at 10 % each, so 90 % of the points count.",
    ],
    // The first day is 23 hours long.
    [
      "2026-03-29T21:59:59.999Z",
      "late",
      0.9,
      "Handed in 1 day after the due date: 1 started day at 10 % each, so 90 % of the points count.",
    ],
    [
      "2026-03-29T22:00:00Z",
      "late",
      0.8,
      "Handed in 1 day after the due date: 2 started days at 10 % each, so 80 % of the points count.",
    ],
    [
      "2026-03-31T01:30:40Z",
      "late",
      0.7,
      "Handed in 2 days 3 hours after the due date: 3 started days at 10 % each, so 70 % of the points count.",
    ],
    [
      "2026-04-20T12:00:00+02:00",
      "late",
      0.5,
      "Handed in 22 days 12 hours after the due date: 23 started days at 10 % each, at most 50 %, so 50 % of the points count.",
    ],
  ])("%s", (submittedAt, ...expected) => {
    expect(late(submittedAt)).toEqual(expected);
  });
});

test("each hour that has begun costs, and hours are 60 minutes in any night", () => {
  const hourly = { late: { share: 0.02, per: "hour" as const } };
  expect(late("2026-03-29T01:59:59.999Z", hourly).slice(0, 2)).toEqual(["late", 0.94]);
  expect(late("2026-03-29T02:00:00Z", hourly).slice(0, 2)).toEqual(["late", 0.92]);
  expect(late("2026-04-29T02:00:00Z", hourly).slice(0, 2)).toEqual(["late", 0]);
});

test("within the grace period nothing is taken off; after it the due date is what counts", () => {
  const grace = { grace: { minutes: 15 } };
  expect(late("2026-03-28T23:14:59Z", grace)).toEqual(["in grace", 1, "Handed in 14 minutes 59 seconds after the due date, within the grace period."]); // prettier-ignore
  expect(late("2026-03-28T23:14:59.999Z", grace)[0]).toBe("in grace");
  expect(late("2026-03-28T23:15:00Z", grace).slice(0, 2)).toEqual(["late", 0.9]);
});

test("without a penalty or a due date, being late costs nothing", () => {
  expect(late("2026-03-29T12:00:00Z", { late: {} })).toEqual(["late", 1, "Handed in 13 hours after the due date, which costs nothing."]); // prettier-ignore
  const { due: _, ...never } = policy;
  expect(latenessOf(attempt(1, {}, { submittedAt: "2099-01-01T00:00:00Z" }), deadlineFor(never))).toMatchObject({
    state: "in time",
    inWords: "There is no due date.",
  });
});

describe("nothing counts after", () => {
  test("a time since the due date, the extended one where there is an extension", () => {
    const closes = { late: { share: 0.1, per: "day" as const, closes: { days: 2 } } };
    expect(late("2026-03-30T21:59:59Z", closes).slice(0, 2)).toEqual(["late", 0.8]);
    expect(late("2026-03-30T22:00:00Z", closes)).toEqual(["closed", 0, "Handed in 2 days after the due date. Nothing counts that is handed in after 2026-03-30 23:59:59 (Europe/Berlin)."]); // prettier-ignore
    expect(late("2026-03-30T22:00:00Z", { ...closes, extensions: { ada: 1 } }, { person: { id: "ada" } }).slice(0, 2)).toEqual(["late", 0.8]); // prettier-ignore
  });

  test("a date, unless an extension or the grace period reaches further", () => {
    const closes = { late: { share: 0.1, per: "day" as const, closes: "2026-03-30" } };
    expect(late("2026-03-30T22:00:00Z", closes)[0]).toBe("closed");
    expect(late("2026-03-30T22:00:00Z", { ...closes, grace: { days: 4 } })[0]).toBe("in grace");
    expect(late("2026-03-30T22:00:00Z", { ...closes, extensions: { ada: "2026-04-01" } }, { person: { id: "ada" } })[0]).toBe("in time"); // prettier-ignore
  });
});

describe("where the platform gives no time", () => {
  test.each([
    [undefined, {}, 1, "When it was handed in is not known; it counts as in time."],
    [undefined, { late: false }, 1, "When it was handed in is not known; it counts as in time."],
    [
      undefined,
      { late: true },
      0.9,
      "When it was handed in is not known, only that it was late: 1 started day at 10 % each, so 90 % of the points count.",
    ],
    [
      undefined,
      { late: true, person: { id: "ada", extension: 2 } },
      1,
      "When it was handed in is not known, only that it was late; with the extension it counts as in time.",
    ],
    ["30 March", {}, 1, 'When it was handed in, "30 March", is not a time with its zone; it counts as in time.'],
  ])("%j %j, the kindest reading holds", (submittedAt, more, factor, inWords) => {
    expect(late(submittedAt, {}, more)).toEqual(["unknown", factor, inWords]);
  });
});

describe("an extension", () => {
  const due = (person: PolicyPerson, extensions: Policy["extensions"] = {}) =>
    deadlineFor({ ...policy, extensions }, person)!;

  test("is a number of days, a date or a moment; of two the later holds", () => {
    const told = ({ inWords, extension }: ReturnType<typeof due>) => [inWords, extension?.from];
    expect(told(due({ id: "ada" }, { ada: 3 }))).toEqual(["the end of 2026-03-31 (Europe/Berlin)", "policy"]);
    expect(told(due({ id: "ada", extension: "2026-04-02" }, { ada: 3 }))).toEqual([
      "the end of 2026-04-02 (Europe/Berlin)",
      "roster",
    ]);
    expect(told(due({ id: "ada", extension: " 1 day " }, { ada: "2026-03-30T12:00:00+02:00" }))).toEqual([
      "2026-03-30 12:00 (Europe/Berlin)",
      "policy",
    ]);
    expect(due({ id: "ada" }, { ada: 3 }).extension?.inPlaceOf).toBe("the end of 2026-03-28 (Europe/Berlin)");
  });

  test("of somebody else, or before the due date, changes nothing", () => {
    for (const person of [
      { id: "bob" },
      { id: "constructor" },
      { id: "ada", extension: "2026-01-01" },
      { id: "x", extension: "" },
      { id: "x", extension: 0 },
    ])
      expect(due(person, { eve: 3 })).toEqual(due({ id: "nobody" }));
  });

  test.each(["next week", "1.5", "-2", "2026-02-30", 2.5, -1])(
    "that is %j in the roster is told and not counted",
    (extension) => {
      const { extension: counted, notes } = due({ id: "ada", extension });
      expect([counted, notes]).toEqual([
        undefined,
        [
          `The extension in the roster is ${JSON.stringify(extension)}, expected a date (2026-05-13), a moment with its zone (2026-05-13T18:00:00+02:00) or a number of days (3). It was not counted: write it so.`,
        ],
      ]);
    },
  );
});
