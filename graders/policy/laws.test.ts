/** What holds for every policy and every class, tried on drawn ones. Marks are exact, so no law has a tolerance. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { finalGrade, type GradeInput } from "./final-grade.ts";
import type { ManualEntry } from "./manual.ts";
import type { Policy, RoundingRule } from "./policy.ts";
import { attempt, type Points } from "./testing/attempts.ts";

const ids = ["01-neurons/neuron", "01-neurons/perceptron", "02-activations/relu", "02-activations/gelu", "03-losses/mse"] as const; // prettier-ignore
const due = Date.parse("2026-03-28T22:59:59Z");
const hour = 3_600_000;
const seed = { seed: 2026, numRuns: 120 };

type Course = Readonly<Record<string, Points>>;

const points: fc.Arbitrary<Points> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 20 })).map(([a, b]) => [Math.min(a, b) / 2, b / 2] as const) }, // prettier-ignore
  { weight: 1, arbitrary: fc.constant("not graded" as const) },
  { weight: 1, arbitrary: fc.constant([1, 2, 3] as const) },
);
const course: fc.Arbitrary<Course> = fc.tuple(...ids.map(() => points)).map((all) => Object.fromEntries(ids.map((id, at) => [id, all[at]!]))); // prettier-ignore

interface Drawn {
  readonly course: Course;
  /** After the due date, in milliseconds. */
  readonly after: number;
}
const handedIn: fc.Arbitrary<Drawn> = fc.record({ course, after: fc.integer({ min: -48 * hour, max: 240 * hour }) });
const someAttempts = fc.array(handedIn, { minLength: 1, maxLength: 4 });

const weight = fc.integer({ min: 0, max: 5 });
const weights = fc.oneof(
  fc.constant(undefined),
  fc.record({ "01": weight, "02": weight, "03": fc.integer({ min: 1, max: 5 }), essay: weight }),
  fc.record({ "01": weight, relu: weight, "02": weight, mse: fc.integer({ min: 1, max: 5 }), essay: weight }),
  fc.record({ neuron: weight, perceptron: weight, relu: weight, gelu: weight, mse: weight, essay: fc.constant(1) }),
);
const policy: fc.Arbitrary<Policy> = fc
  .record(
    {
      grace: fc.record({ minutes: fc.nat(90) }),
      late: fc.record({
        share: fc.constantFrom(0, 0.05, 0.1, 1 / 3, 1),
        per: fc.constantFrom("day" as const, "hour" as const),
        most: fc.constantFrom(0.3, 0.5, 1),
        closes: fc.record({ days: fc.nat(6) }),
      }),
      attempt: fc.constantFrom("best" as const, "first" as const, "last" as const),
      weights,
      drop: fc.record({ "01": fc.nat(2), "02": fc.nat(2) }),
      bonus: fc.record({ exercises: fc.subarray(["gelu", "neuron"]), most: fc.nat(20) }),
      scale: fc.record({
        maximum: fc.constantFrom(20, 100),
        round: fc.record({
          to: fc.constantFrom(0.01, 0.5, 1),
          rule: fc.constantFrom<RoundingRule>("half-up", "half-even", "up", "down"),
        }),
      }),
      cap: fc.nat(110),
    },
    { requiredKeys: ["attempt", "weights"] },
  )
  .map(({ weights, ...rest }) => ({
    timeZone: "Europe/Berlin",
    due: "2026-03-28",
    items: [{ id: "essay", title: "Essay", points: 10 }],
    ...rest,
    ...(weights ? { weights: { ...weights } } : {}),
  }));

const essay: ManualEntry = {
  at: "2026-05-01T09:00:00Z",
  by: "kim",
  submission: "ada-1",
  item: "essay",
  points: 4,
  mode: "set",
  comment: "",
};

function inputOf(drawn: readonly Drawn[], policy: Policy, more: Partial<GradeInput> = {}): GradeInput {
  const attempts = drawn.map(({ course, after }, at) =>
    attempt(at + 1, course, {
      submission: `ada-${at + 1}`,
      submittedAt: new Date(due + after).toISOString(),
    }),
  );
  return { attempts, policy, manual: [essay], person: { id: "ada" }, ...more };
}

/** Where nothing could be graded there is no mark: less than any. */
function markOf(drawn: readonly Drawn[], policy: Policy, more: Partial<GradeInput> = {}): number {
  return finalGrade(inputOf(drawn, policy, more)).mark ?? -1;
}

function states(drawn: readonly Drawn[], policy: Policy, more: Partial<GradeInput> = {}): string[] {
  return finalGrade(inputOf(drawn, policy, more)).attempts.map(({ lateness }) => (lateness.state === "closed" ? "closed" : "open")); // prettier-ignore
}

test("handing the same in later never gains", () => {
  fc.assert(
    fc.property(someAttempts, policy, fc.nat(3), fc.nat(200 * hour), (drawn, policy, which, delay) => {
      const later = drawn.map((one, at) => (at === which % drawn.length ? { ...one, after: one.after + delay } : one));
      // What is no longer accepted counts as if it had not been handed in, so the last or first is then another.
      fc.pre(policy.attempt === "best" || states(drawn, policy).join() === states(later, policy).join());
      expect(markOf(later, policy)).toBeLessThanOrEqual(markOf(drawn, policy));
    }),
    seed,
  );
});

test("an extension never lowers, be it in the policy or in the roster, in days or as a date", () => {
  const extension = fc.oneof(fc.nat(9), fc.constantFrom("2026-03-30", "2026-04-02T12:00:00+02:00", "2026-03-01", "2"));
  fc.assert(
    fc.property(someAttempts, policy, extension, fc.boolean(), (drawn, policy, extension, inPolicy) => {
      const extended: [Policy, Partial<GradeInput>] = inPolicy
        ? [{ ...policy, extensions: { ada: extension } }, {}]
        : [policy, { person: { id: "ada", extension } }];
      fc.pre(policy.attempt === "best" || states(drawn, policy).join() === states(drawn, ...extended).join());
      expect(markOf(drawn, ...extended)).toBeGreaterThanOrEqual(markOf(drawn, policy));
    }),
    seed,
  );
});

test("dropping never lowers, and dropping more never lowers either", () => {
  fc.assert(
    fc.property(someAttempts, policy, (drawn, { drop, ...policy }) => {
      const inUnits = markOf(drawn, { ...policy, drop: { "01": 1, "02": 1 } });
      expect(inUnits).toBeGreaterThanOrEqual(markOf(drawn, policy));
      expect(markOf(drawn, { ...policy, ...(drop ? { drop } : {}) })).toBeGreaterThanOrEqual(markOf(drawn, policy));
      const { weights: _, ...unweighted } = policy;
      const [one, two] = [1, 2].map((all) => markOf(drawn, { ...unweighted, drop: { all } }));
      expect(one).toBeGreaterThanOrEqual(markOf(drawn, unweighted));
      expect(two).toBeGreaterThanOrEqual(one!);
    }),
    seed,
  );
});

test("more points never lower: of checks, by hand, of the whole", () => {
  fc.assert(
    fc.property(
      someAttempts,
      policy,
      fc.nat(3),
      fc.constantFrom(...ids),
      fc.integer({ min: 0, max: 8 }),
      (drawn, policy, which, id, more) => {
        const better = drawn.map(({ course, ...one }, at) => {
          const before = course[id]!;
          if (at !== which % drawn.length || before === "not graded") return { course, ...one };
          const [earned, maximum, ...undecided] = before;
          return { ...one, course: { ...course, [id]: [Math.min(maximum, earned + more / 2), maximum, ...undecided] as Points } }; // prettier-ignore
        });
        const mark = markOf(drawn, policy);
        expect(markOf(better, policy)).toBeGreaterThanOrEqual(mark);
        expect(markOf(drawn, policy, { manual: [{ ...essay, points: 4 + more / 2 }] })).toBeGreaterThanOrEqual(mark);
        const { item: _, ...whole } = essay;
        expect(markOf(drawn, policy, { manual: [essay, { ...whole, mode: "add", points: more }] })).toBeGreaterThanOrEqual(mark); // prettier-ignore
      },
    ),
    seed,
  );
});

test("weights times any factor give the same", () => {
  fc.assert(
    fc.property(someAttempts, policy, fc.constantFrom(2, 0.1, 3, 7, 0.125, 1000), (drawn, policy, factor) => {
      fc.pre(policy.weights !== undefined);
      const scaled = Object.fromEntries(Object.entries(policy.weights).map(([key, each]) => [key, (each * factor * 1000) / 1000])); // prettier-ignore
      fc.pre(Object.entries(policy.weights).every(([key, each]) => Number((each * factor).toFixed(6)) === scaled[key]));
      expect(markOf(drawn, { ...policy, weights: scaled })).toBe(markOf(drawn, policy));
    }),
    seed,
  );
});

test("neither the order of attempts nor that of exercises, entries of others or keys matters", () => {
  fc.assert(
    fc.property(someAttempts, policy, fc.infiniteStream(fc.nat(100)), (drawn, policy, stream) => {
      const shuffled = <T>(all: readonly T[]): T[] => all.map((one) => ({ one, key: stream.next().value as number })).toSorted((a, b) => a.key - b.key).map(({ one }) => one); // prettier-ignore
      const { attempts, ...input } = inputOf(drawn, policy);
      const mixed = shuffled(attempts).map(({ result, ...one }) => ({ ...one, result: { ...result, exercises: shuffled(result.exercises) } })); // prettier-ignore
      const weights = policy.weights && { weights: Object.fromEntries(shuffled(Object.entries(policy.weights))) };
      const other = finalGrade({
        ...input,
        policy: { ...policy, ...weights },
        attempts: mixed,
        manual: shuffled([essay, { ...essay, submission: "bob", points: 9 }]),
      });
      const grade = finalGrade({ attempts, ...input });
      expect([other.state, other.mark, other.attempts]).toEqual([grade.state, grade.mark, grade.attempts]);
    }),
    seed,
  );
});

test("an exercise that is not graded gives at least what there would be without it", () => {
  fc.assert(
    fc.property(someAttempts, policy, fc.constantFrom(...ids), (drawn, policy, id) => {
      const notGraded = drawn.map(({ course, ...one }) => ({ ...one, course: { ...course, [id]: "not graded" as const } })); // prettier-ignore
      const without = drawn.map(({ course: { [id]: _, ...course }, ...one }) => ({ ...one, course }));
      expect(markOf(notGraded, policy)).toBe(markOf(without, policy));
    }),
    seed,
  );
});

test("no mark is above the cap, below zero or more precise than its rounding, whatever is given by hand", () => {
  fc.assert(
    fc.property(
      someAttempts,
      policy,
      fc.integer({ min: -300, max: 300 }),
      fc.boolean(),
      (drawn, policy, points, adds) => {
        const { item: _, ...whole } = essay;
        const manual = [
          essay,
          { ...whole, ...(adds ? { mode: "add" as const, points } : { points: Math.abs(points) }) },
        ];
        const { mark, total } = finalGrade(inputOf(drawn, policy, { manual }));
        fc.pre(mark !== undefined);
        expect(mark).toBeGreaterThanOrEqual(0);
        expect(mark).toBeLessThanOrEqual(policy.cap ?? Infinity);
        const { to } = policy.scale?.round ?? { to: 0.01 };
        if (mark !== policy.cap) expect(Number((Math.round(mark / to) * to).toFixed(2))).toBe(mark);
        expect(total!.bonus).toBeLessThanOrEqual(policy.bonus?.most ?? Infinity);
      },
    ),
    seed,
  );
});

test("lateness takes at most what the policy says, and never more than all", () => {
  fc.assert(
    fc.property(someAttempts, policy, (drawn, policy) => {
      for (const { lateness } of finalGrade(inputOf(drawn, policy)).attempts) {
        const least = lateness.state === "closed" ? 0 : 1 - (policy.late?.most ?? 1);
        expect(lateness.factor).toBeGreaterThanOrEqual(least - 1e-15);
        expect(lateness.factor).toBeLessThanOrEqual(1);
      }
    }),
    seed,
  );
});

test("the steps add up to the mark before its cap and rounding", () => {
  fc.assert(
    fc.property(someAttempts, policy, (drawn, policy) => {
      const { total, exercises, items, maximum } = finalGrade(inputOf(drawn, policy));
      fc.pre(total !== undefined);
      const sum = (parts: readonly { weight: number; earned: number; maximum: number }[]) =>
        parts.reduce((all, part) => all + (part.weight > 0 ? (part.weight * part.earned) / part.maximum : 0), 0);
      expect(sum([...exercises.filter(({ bonus }) => !bonus), ...items]) * maximum).toBeCloseTo(total.regular, 9);
      expect(sum(exercises.filter(({ bonus }) => bonus)) * maximum).toBeCloseTo(total.bonus + total.bonusCut, 9);
      const regular = [...exercises.filter(({ bonus }) => !bonus), ...items];
      expect(regular.reduce((all, { weight }) => all + weight, 0)).toBeCloseTo(1, 12);
    }),
    seed,
  );
});
