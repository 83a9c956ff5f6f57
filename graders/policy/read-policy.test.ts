import { describe, expect, test } from "vitest";
import { UsageError } from "#graders/usage-error.ts";
import { checkNames, strayExtensions } from "./names-fit.ts";
import { readPolicy } from "./read-policy.ts";

const zone = { timeZone: "Europe/Berlin", due: "2026-05-10" };

function complaint(policy: unknown): string {
  try {
    readPolicy(typeof policy === "string" ? policy : JSON.stringify(policy), "week3/policy.json");
    return "none";
  } catch (error) {
    expect(error).toMatchObject({ code: "USAGE" });
    return (error as Error).message;
  }
}

describe("a policy that can't be followed is refused with file, path, value, rule and remedy", () => {
  test("an empty one can, and so can one with everything", () => {
    expect(complaint({})).toBe("none");
    expect(complaint({ ...zone, $schema: "policy.schema.json", late: { closes: "2026-05-17" }, drop: { all: 2 } })).toBe("none"); // prettier-ignore
  });

  test.each<[unknown, string]>([
    [
      "{",
      "is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2). See docs/policies.md for an example.",
    ],
    [[], "the document is [], expected object."],
    [{ dues: "2026-05-10" }, 'the document has "dues", which is not known. Did you mean "due"?'],
    [{ due: "2026-05-10" }, 'the document has "due" and lacks "timeZone". Add it.'],
    [{ grace: { minutes: 5 } }, 'the document has "grace" and lacks "due". Add it.'],
    [
      { ...zone, due: "10.5.2026" },
      '/due is "10.5.2026", expected a text such as "2026-05-10" or "2026-05-10T18:00:00+02:00".',
    ],
    [{ ...zone, due: "2026-02-30" }, '/due is "2026-02-30", expected a day and a time that there are. Correct it.'],
    [{ ...zone, timeZone: "Berlin" }, '/timeZone is "Berlin", expected an IANA name such as "Europe/Berlin" or "UTC".'],
    [{ ...zone, late: { share: 10, per: "day" } }, "/late/share is 10: it must be <= 1."],
    [{ ...zone, late: { share: 0.1 } }, '/late has "share" and lacks "per". Add it.'],
    [
      { ...zone, late: { closes: { weeks: 1 } } },
      '/late/closes has "weeks", which is not known. Known are days, hours, minutes.',
    ],
    [
      { ...zone, late: { closes: "2026-05-01" } },
      '/late/closes is "2026-05-01", expected no time before /due, "2026-05-10". Correct one of them.',
    ],
    [
      { ...zone, extensions: { ada: "soon" } },
      '/extensions/ada is "soon", expected a text such as "2026-05-13" or "2026-05-13T18:00:00+02:00".',
    ],
    [
      { ...zone, extensions: { ada: "2026-04-13" } },
      '/extensions/ada is "2026-04-13", expected no time before /due, "2026-05-10". Correct one of them.',
    ],
    [{ ...zone, extensions: { ada: 1.5 } }, "/extensions/ada is 1.5, expected string or integer."],
    [{ attempt: "latest" }, '/attempt is "latest", expected one of "best", "last", "first".'],
    [{ weights: { "02": -1 } }, "/weights/02 is -1: it must be >= 0."],
    [{ weights: { "02": 0 } }, "/weights has no weight above 0, so nothing would count. Give one."],
    [
      { weights: { "02": 1 }, items: [{ id: "essay", title: "Essay", points: 1 }] },
      '/weights has nothing for the item "essay", while others have a weight. Add it; 0 leaves it out of the mark.',
    ],
    [{ drop: { "02": 1.5 } }, "/drop/02 is 1.5, expected integer."],
    [
      { items: [{ id: "Essay", title: "Essay", points: 1 }] },
      '/items/0/id is "Essay", expected a text such as "essay" or "oral-exam".',
    ],
    [
      { items: [{ id: "essay", title: "Essay" }] },
      '/items/0 has no points. Give it "points", or "criteria" that have some.',
    ],
    [
      { items: [{ id: "a", title: "A", points: 1, criteria: [{ id: "b", title: "B", points: 1 }] }] },
      '/items/0 has "points" and "criteria", expected one of them: an item\'s points are the sum of its criteria\'s. Remove "points".',
    ],
    [
      { items: [1, 2].map((points) => ({ id: "a", title: "A", points })) },
      '/items/1/id is "a", as is that of /items/0, expected each once. Rename one of them.',
    ],
    [
      {
        items: [
          { id: "a", title: "A", criteria: [{ id: "b", title: "B", points: 1, levels: [{ title: "C", points: 2 }] }] },
        ],
      },
      "/items/0/criteria/0/levels/0/points is 2, expected at most 1, the points of the criterion. Correct one of them.",
    ],
    [{ scale: { round: { to: 0 } } }, "/scale/round/to is 0: it must be > 0."],
    [{ visibility: { hidden: "due" } }, '/visibility/hidden is "due", and there is no "due". Add it, or give a date.'],
    [
      { ...zone, visibility: { hidden: "closed" } },
      '/visibility/hidden is "closed", and there is no "late" with "closes". Add it, or give a date.',
    ],
    [
      { visibility: { hidden: "2026-05-10" } },
      '/visibility/hidden is "2026-05-10", a date, which ends somewhere else in each zone. Add "timeZone", such as "Europe/Berlin".',
    ],
    [
      { visibility: { secret: "never" } },
      '/visibility has "secret", which is not known. Known are visible, after-due, hidden.',
    ],
  ])("%j", (policy, message) => {
    expect(complaint(policy)).toBe(`week3/policy.json: ${message}`);
  });

  test("each fault has a line", () => {
    expect(complaint({ cap: -1, attempt: 3 }).split("\n")).toHaveLength(3);
  });
});

describe("names are held against the exercises", () => {
  const ids = ["01-neurons/neuron", "02-activations/relu", "02-activations/gelu"];
  const check =
    (policy: Parameters<typeof checkNames>[0], course = ids) =>
    () =>
      checkNames(policy, "policy.json", ids, course);

  test("by name, id, unit, number or words, and those of the course may be named besides", () => {
    const weights = { neuron: 1, "02-activations/relu": 1, activations: 1, "03": 4 };
    expect(check({ weights, drop: { "02": 1 }, bonus: { exercises: ["gelu"] } }, [...ids, "03-losses/mse"])).not.toThrow(); // prettier-ignore
  });

  test.each<[Parameters<typeof checkNames>[0], string]>([
    [
      { weights: { "01": 1, "02": 1, reluu: 1 } },
      '/weights names "reluu", which is no exercise and no unit. Did you mean "relu"?',
    ],
    [
      { weights: { "01": 1 } },
      '/weights has nothing for 02-activations/relu, while others have a weight. Add "02-activations" or "02-activations/relu"; 0 leaves it out of the mark.',
    ],
    [
      { weights: { "01": 1, "02": 1, activations: 1 } },
      '/weights has "02" and "activations" for the same, expected one. Remove one.',
    ],
    [{ drop: { relu: 1 } }, '/drop names "relu", expected "all" or a unit such as "01-neurons".'],
    [
      { bonus: { exercises: ["exam"] } },
      '/bonus/exercises names "exam", which is no exercise and no unit. Name an exercise (relu), its id (02-activations/relu) or a unit (02).',
    ],
    [
      { items: [{ id: "relu", title: "Essay", points: 1 }] },
      '/items has the id "relu", which is an exercise or a unit. Call the item otherwise.',
    ],
  ])("%j", (policy, message) => {
    expect(check(policy)).toThrow(new UsageError(`policy.json: ${message}`));
  });

  test("extensions of people who are not in the roster are listed", () => {
    expect(strayExtensions({ extensions: { ada: 1, eve: 2 } }, ["ada", "bob"])).toEqual(["eve"]);
  });
});
