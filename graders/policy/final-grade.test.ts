import { describe, expect, test } from "vitest";
import { finalGrade } from "./final-grade.ts";
import type { ManualEntry } from "./manual.ts";
import type { Policy } from "./policy.ts";
import { attempt } from "./testing/attempts.ts";

const relu = "02-activations/relu";
const gelu = "02-activations/gelu";
const mse = "03-losses/mse";

function given(entry: Partial<ManualEntry> & Pick<ManualEntry, "points">): ManualEntry {
  return { at: "2026-05-20T09:00:00Z", by: "kim", submission: "ada", mode: "set", comment: "", ...entry };
}

function markOf(
  exercises: Parameters<typeof attempt>[1],
  policy: Policy,
  ...manual: ManualEntry[]
): number | undefined {
  return finalGrade({ attempts: [attempt(1, exercises)], policy, manual }).mark;
}

describe("weights", () => {
  const exercises = { [relu]: [5, 10], [gelu]: [10, 30], [mse]: [4, 4] } as const;

  test("without them, points are added up", () => {
    expect(markOf(exercises, {})).toBe(43.18);
  });

  test("a unit weighs as a whole, and its points are added up inside", () => {
    expect(markOf(exercises, { weights: { "02": 1, "03-losses": 1 } })).toBe(68.75);
  });

  test("an exercise that is named weighs by itself, beside the rest of its unit", () => {
    expect(markOf(exercises, { weights: { relu: 2, "02": 1, losses: 1 } })).toBe(58.33);
  });

  test("what is graded and has none is refused, rather than counting for nothing", () => {
    expect(() => markOf(exercises, { weights: { "02": 1 } })).toThrow(
      'policy.json: /weights has nothing for 03-losses/mse, while others have a weight. Add "03-losses" or "03-losses/mse"; 0 leaves it out of the mark.',
    );
  });

  test("0 leaves out, and says so", () => {
    const { mark, exercises: shown } = finalGrade({
      attempts: [attempt(1, exercises)],
      policy: { weights: { "02": 0, "03": 1 } },
    });
    expect(mark).toBe(100);
    expect(shown.map(({ leftOut }) => leftOut)).toEqual([
      "The policy gives it no weight.",
      "The policy gives it no weight.",
      undefined,
    ]);
  });

  test("the weights of what counts add up to 1, and times the shares they give the mark", () => {
    const policy: Policy = { weights: { "02": 3, mse: 1, essay: 1 }, drop: { "02": 1 }, items: [{ id: "essay", title: "Essay", points: 10 }] }; // prettier-ignore
    const grade = finalGrade({ attempts: [attempt(1, exercises)], policy, manual: [given({ item: "essay", points: 7 })] }); // prettier-ignore
    const parts = [...grade.exercises, ...grade.items];
    expect(parts.map(({ weight }) => weight)).toEqual([0.6, 0, 0.2, 0.2]);
    const sum = parts.reduce((total, { weight, earned, maximum }) => total + (weight * earned) / maximum, 0);
    expect(grade.mark).toBeCloseTo(100 * sum, 9);
  });
});

describe("dropping", () => {
  const exercises = { [relu]: [0, 10], [gelu]: [10, 10], [mse]: [5, 10] } as const;

  test("leaves out the lowest of a unit, or of all", () => {
    expect(markOf(exercises, {})).toBe(50);
    expect(markOf(exercises, { drop: { "02": 1 } })).toBe(75);
    expect(markOf(exercises, { drop: { all: 2 } })).toBe(100);
    expect(markOf(exercises, { drop: { "02": 1, all: 1 } })).toBe(100);
  });

  test("a unit keeps its weight", () => {
    expect(markOf(exercises, { drop: { "02": 1 }, weights: { "02": 1, "03": 3 } })).toBe(62.5);
  });

  test("one of a unit stays, and one of all", () => {
    expect(markOf(exercises, { drop: { "02": 5 } })).toBe(75);
    expect(markOf({ [relu]: [0, 10] }, { drop: { all: 3 } })).toBe(0);
  });

  test("exercises with a weight of their own are dropped with it", () => {
    expect(markOf(exercises, { drop: { all: 1 }, weights: { relu: 5, gelu: 1, mse: 1 } })).toBe(75);
  });

  test("across units that have weights it is refused", () => {
    expect(() => markOf(exercises, { drop: { all: 1 }, weights: { "02": 1, "03": 1 } })).toThrow(
      'policy.json: /drop/all is 1, expected names of units alone where /weights has units, since a unit keeps its weight. Name the units, such as "02-activations".',
    );
  });

  test("what is marked by hand stays, even where it is lowest", () => {
    const policy: Policy = { drop: { all: 1 }, items: [{ id: "essay", title: "Essay", points: 10 }] };
    expect(markOf(exercises, policy, given({ item: "essay", points: 0 }))).toBe(50);
  });
});

describe("a bonus", () => {
  const exercises = { [relu]: [10, 10], [gelu]: [3, 6], [mse]: [8, 10] } as const;

  test("adds to the mark and not to what can be earned", () => {
    expect(markOf(exercises, { bonus: { exercises: ["gelu"] } })).toBe(105);
    expect(markOf({ ...exercises, [gelu]: [0, 6] }, { bonus: { exercises: ["gelu"] } })).toBe(90);
  });

  test("has its most, and the mark has its cap", () => {
    const { total, mark } = finalGrade({
      attempts: [attempt(1, exercises)],
      policy: { bonus: { exercises: ["gelu"], most: 12 }, cap: 101 },
    });
    expect(mark).toBe(101);
    expect(total).toEqual({ regular: 90, bonus: 12, bonusCut: 3, before: 102, capped: true, mark: 101 });
  });

  test("is part of the weight of its unit", () => {
    // 0.4 of unit 02 is 1 + 3/10.
    expect(markOf(exercises, { bonus: { exercises: ["gelu"] }, weights: { "02": 4, "03": 6 } })).toBe(100);
  });
});

describe("what was not graded", () => {
  test("is on neither side, the whole or a part", () => {
    expect(markOf({ [relu]: [5, 10], [mse]: "not graded" }, {})).toBe(50);
    expect(markOf({ [relu]: [5, 10], [mse]: [2, 2, 8] }, {})).toBe(58.33);
  });

  test("leaves the weight of its unit to the others", () => {
    const exercises = { [relu]: [5, 10], [gelu]: "not graded", [mse]: [10, 10] } as const;
    expect(markOf(exercises, { weights: { "02": 3, "03": 1 } })).toBe(62.5);
    expect(markOf({ [relu]: "not graded", [gelu]: "not graded", [mse]: [9, 10] }, { weights: { "02": 3, "03": 1 } })).toBe(90); // prettier-ignore
  });

  test("gives no mark where nothing was", () => {
    const grade = finalGrade({ attempts: [attempt(1, { [relu]: "not graded" })], policy: {} });
    expect([grade.state, grade.mark, grade.total]).toEqual(["not graded", undefined, undefined]);
  });

  test("is no zero for somebody who handed nothing in either", () => {
    const grade = finalGrade({ attempts: [], policy: {}, person: { id: "ada" } });
    expect([grade.state, grade.mark]).toEqual(["missing", undefined]);
  });
});

describe("points given by hand", () => {
  const exercises = { [relu]: [2, 10], [mse]: [6, 10] } as const;

  test("stand in place of those of an exercise, or are added", () => {
    expect(markOf(exercises, {}, given({ exercise: relu, points: 8 }))).toBe(70);
    expect(markOf(exercises, {}, given({ exercise: relu, points: -5, mode: "add" }))).toBe(30);
  });

  test("stand in place of the whole mark, or are added to it; the last entry is in force", () => {
    expect(markOf(exercises, {}, given({ points: 12 }))).toBe(12);
    expect(markOf(exercises, {}, given({ points: 12 }), given({ points: 2.5, mode: "add" }))).toBe(42.5);
    expect(markOf(exercises, { cap: 41 }, given({ points: 12 }), given({ points: 2.5, mode: "add" }))).toBe(41);
    expect(markOf(exercises, {}, given({ points: -200, mode: "add" }))).toBe(0);
  });

  test("of an exercise count before lateness", () => {
    const policy: Policy = { timeZone: "UTC", due: "2026-05-10", late: { share: 0.5, per: "day" } };
    const attempts = [attempt(1, { [relu]: [2, 10] }, { submittedAt: "2026-05-11T12:00:00Z" })];
    const { exercises: shown } = finalGrade({ attempts, policy, manual: [given({ exercise: relu, points: 8 })] });
    expect(shown[0]).toMatchObject({ points: 8, earned: 4, automatic: { points: 2, maximum: 10 }, byHand: { by: "kim" } }); // prettier-ignore
  });

  test("grade what could not be graded, where the maximum is known", () => {
    const entry = { exercise: mse, points: 8 };
    expect(markOf({ [relu]: [10, 10], [mse]: [0, 0, 10] }, {}, given(entry))).toBe(90);
    expect(markOf({ [relu]: [10, 10], [mse]: "not graded" }, {}, given({ ...entry, maximum: 10 }))).toBe(90);
    const grade = finalGrade({
      attempts: [attempt(1, { [relu]: [10, 10], [mse]: "not graded" })],
      policy: {},
      manual: [given(entry)],
    });
    expect(grade.mark).toBe(100);
    expect(grade.exercises[1]?.leftOut).toBe(
      'It could not be graded, so its maximum is not known, and the points that kim gave do not count yet. Give them again with "maximum".',
    );
    const known = { attempts: [attempt(1, { [relu]: [10, 10], [mse]: "not graded" }), attempt(0, { [mse]: [1, 10] })] };
    expect(finalGrade({ ...known, policy: {}, manual: [given(entry)] }).mark).toBe(90);
  });

  test("of another attempt, of another person, or without a place change nothing, and are told where they are this person's", () => {
    const attempts = [attempt(1, exercises, { submission: "ada-1" }), attempt(2, exercises, { submission: "ada-2" })];
    const manual = [
      given({ submission: "ada-1", exercise: relu, points: 9 }),
      given({ submission: "ada-2", exercise: "02-activations/rleu", points: 9 }),
      given({ submission: "ada-2", item: "essay", points: 9 }),
      given({ submission: "bob", points: 100 }),
    ];
    const grade = finalGrade({ attempts, policy: {}, manual });
    expect(grade.mark).toBe(40);
    expect(grade.notes).toEqual([
      'kim gave 9 points (2026-05-20T09:00:00Z): they are for "ada-1", which is not the attempt that counts. Give them to that one too if they should.',
      'kim gave 9 points (2026-05-20T09:00:00Z): /exercise is "02-activations/rleu", which is not graded here. Correct the name.',
      'kim gave 9 points (2026-05-20T09:00:00Z): /item is "essay", expected none, as there are none. Add it to policy.json, or correct the name.',
    ]);
  });

  test("to a person belong to whichever attempt counts", () => {
    const attempts = [attempt(1, exercises, { submission: "s1" }), attempt(2, exercises, { submission: "s2" })];
    const manual = [given({ submission: "4711", exercise: relu, points: 10 })];
    const grade = finalGrade({ attempts, policy: { attempt: "first" }, manual, person: { id: "4711" } });
    expect([grade.mark, grade.notes]).toEqual([80, []]);
    const both = [...manual, given({ submission: "s1", exercise: relu, points: 4 })];
    const marks = [both, both.toReversed()].map(
      (record) => finalGrade({ attempts, policy: { attempt: "first" }, manual: record, person: { id: "4711" } }).mark,
    );
    expect(marks).toEqual([50, 80]);
  });

  test("for somebody who handed nothing in can set the mark, and are told otherwise", () => {
    const person = { id: "ada" };
    expect(finalGrade({ attempts: [], policy: {}, person, manual: [given({ points: 50 })] })).toMatchObject({
      state: "graded",
      mark: 50,
    });
    const lost = finalGrade({ attempts: [], policy: {}, person, manual: [given({ points: 50, mode: "add" })] });
    expect(lost.state).toBe("missing");
    expect(lost.notes[0]).toContain("they are in no mark, since nothing was handed in.");
  });
});

describe("what people mark", () => {
  const items = [
    {
      id: "essay",
      title: "Essay",
      criteria: [
        { id: "argument", title: "Argument", points: 6, levels: [{ title: "with gaps", points: 3 }] },
        { id: "language", title: "Language", points: 4 },
      ],
    },
  ];
  const exercises = { [relu]: [5, 10] } as const;
  const argument = given({ item: "essay", criterion: "argument", points: 3 });
  const language = given({ item: "essay", criterion: "language", points: 4 });

  test("leaves the mark pending until every criterion is marked", () => {
    const grade = finalGrade({ attempts: [attempt(1, exercises)], policy: { items }, manual: [argument] });
    expect([grade.state, grade.mark, grade.soFar]).toEqual(["pending", undefined, 50]);
    expect(grade.items[0]?.leftOut).toBe("It is still to be marked by hand.");
    expect(grade.items[0]?.criteria.map(({ points, level }) => [points, level])).toEqual([
      [3, "with gaps"],
      [undefined, undefined],
    ]);
    expect(markOf(exercises, { items }, argument, language)).toBe(60);
  });

  test("as a whole stands in place of its criteria, or is added to them", () => {
    expect(markOf(exercises, { items }, given({ item: "essay", points: 10 }))).toBe(75);
    expect(markOf(exercises, { items }, argument, language, given({ item: "essay", points: 1, mode: "add" }))).toBe(65);
    expect(markOf(exercises, { items }, argument, given({ item: "essay", points: 1, mode: "add" }))).toBeUndefined();
  });

  test("is decided by whoever sets the whole", () => {
    expect(markOf(exercises, { items }, given({ points: 77 }))).toBe(77);
  });

  test("is late with the submission it is about, unless nothing is handed in for it", () => {
    const policy: Policy = {
      timeZone: "UTC",
      due: "2026-05-10",
      late: { share: 0.5, per: "day" },
      items: [
        { id: "essay", title: "Essay", points: 10 },
        { id: "talk", title: "Talk", points: 10, handedIn: false },
      ],
    };
    const attempts = [attempt(1, exercises, { submittedAt: "2026-05-11T12:00:00Z" })];
    const manual = [given({ item: "essay", points: 10 }), given({ item: "talk", points: 10 })];
    expect(finalGrade({ attempts, policy, manual }).items.map(({ earned }) => earned)).toEqual([5, 10]);
  });
});

describe("which attempt counts", () => {
  const attempts = [
    attempt(2, { [relu]: [9, 10] }, { submittedAt: "2026-05-09T10:00:00Z" }),
    attempt(1, { [relu]: [5, 10] }, { submittedAt: "2026-05-08T10:00:00Z" }),
    attempt(3, { [relu]: [10, 10] }, { submittedAt: "2026-05-12T10:00:00Z" }),
    attempt(4, { [relu]: [10, 10] }, { submittedAt: "2026-05-20T10:00:00Z" }),
  ];
  const late: Policy = { timeZone: "UTC", due: "2026-05-10", late: { share: 0.1, per: "day", closes: { days: 3 } } };

  test.each([
    ["first", 50, [1], "Attempt 1 is the first."],
    ["last", 80, [3], "Attempt 3 is the last."],
    ["best", 90, [2], "Attempt 2 gives more."],
  ] as const)("%s, as a whole and with its lateness", (rule, mark, counting, reason) => {
    const grade = finalGrade({ attempts, policy: { ...late, attempt: rule } });
    expect(grade.mark).toBe(mark);
    expect(grade.attempts.filter(({ counts }) => counts).map((one) => one.attempt)).toEqual(counting);
    expect(grade.attempts.map((one) => one.reason)).toContain(reason);
    expect(grade.attempts[3]?.reason).toBe("It was handed in when nothing counts any more.");
  });

  test("where all came too late, the mark is 0, and says why", () => {
    const grade = finalGrade({ attempts: attempts.slice(3), policy: late });
    expect(grade.mark).toBe(0);
    expect(grade.attempts[0]).toMatchObject({
      counts: true,
      reason: "It is the only one, and nothing was handed in while it would have counted.",
      lateness: {
        state: "closed",
        factor: 0,
        inWords:
          "Handed in 9 days 10 hours after the due date. Nothing counts that is handed in after 2026-05-13 23:59:59 (UTC).",
      },
    });
  });

  test("of those that are equally good the first", () => {
    const same = [1, 2].map((number) => attempt(number, { [relu]: [5, 10] }));
    const grade = finalGrade({ attempts: same, policy: { attempt: "best" } });
    expect(grade.attempts.map(({ counts, reason }) => [counts, reason])).toEqual([
      [true, "It is the best of 2."],
      [false, "Attempt 1 gives as much."],
    ]);
  });
});

describe("the mark", () => {
  test("is rounded exactly: 85 points less three tenths are 59.5", () => {
    const policy: Policy = { timeZone: "UTC", due: "2026-05-10", late: { share: 0.1, per: "day" } };
    const attempts = [attempt(1, { [relu]: [85, 100] }, { submittedAt: "2026-05-13T12:00:00Z" })];
    const rounded = (rule: "half-up" | "half-even" | "up" | "down", to = 1) =>
      finalGrade({ attempts, policy: { ...policy, scale: { round: { to, rule } } } }).mark;
    expect(0.7 * 85).toBeLessThan(59.5);
    expect([rounded("half-up"), rounded("half-even"), rounded("up"), rounded("down")]).toEqual([60, 60, 60, 59]);
    expect([rounded("half-up", 0.1), rounded("down", 0.25), rounded("up", 5)]).toEqual([59.5, 59.5, 60]);
  });

  test("is on the scale, and rounding does not lift it above the cap", () => {
    expect(markOf({ [relu]: [3, 4] }, { scale: { maximum: 15 } })).toBe(11.25);
    expect(markOf({ [relu]: [4, 4] }, { scale: { maximum: 15, round: { to: 4, rule: "up" } }, cap: 15 })).toBe(15);
  });
});
