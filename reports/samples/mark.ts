/** A mark with everything on the way to it: two attempts, lateness, points by hand, an essay, rounding. */
import type { FinalGrade } from "#graders/policy/grade.ts";

const entry = { at: "2026-05-15T10:00:00Z", by: "Dr. Meitner", submission: "ada-2", comment: "Well argued." };

/** 20 marks: a quarter of them for an exercise of which 4.5 of 6 count after lateness, the rest for an essay. */
export const grade: FinalGrade = {
  state: "graded",
  mark: 16,
  maximum: 20,
  due: { inWords: "the end of 2026-05-12 (UTC)", zone: "UTC", at: "2026-05-12T23:59:59.999Z" },
  attempts: [
    {
      attempt: 1,
      submission: "ada-1",
      lateness: { state: "in time", factor: 1, facts: { what: "in time" }, inWords: "Handed in in time." },
      value: 9,
      counts: false,
      why: { what: "not by the rule", rule: "last", than: 2 },
      reason: "Attempt 2 is the last.",
    },
    {
      attempt: 2,
      submission: "ada-2",
      lateness: {
        state: "late",
        started: 1,
        factor: 0.9,
        facts: {
          what: "late",
          after: [{ count: 10, unit: "hour" }],
          penalty: { started: 1, per: "day", each: 0.1, counts: 0.9 },
        },
        inWords: "Handed in 10 hours after the due date: 1 started day at 10 % each, so 90 % of the points count.",
      },
      value: 15.75,
      counts: true,
      why: { what: "chosen", rule: "last", of: 2, tooLate: false },
      reason: "It is the last of 2.",
    },
  ],
  exercises: [
    {
      id: "02-activations/relu",
      title: "ReLU",
      unit: "02-activations",
      status: "failed",
      bonus: false,
      automatic: { points: 4, maximum: 6 },
      undecided: 2,
      points: 5,
      maximum: 6,
      earned: 4.5,
      weight: 0.25,
      dropped: false,
      byHand: { ...entry, exercise: "02-activations/relu", points: 1, mode: "add" },
    },
  ],
  items: [
    {
      id: "essay",
      title: "Essay",
      points: 8,
      maximum: 10,
      earned: 8,
      weight: 0.75,
      dropped: false,
      pending: false,
      factor: 1,
      criteria: [
        {
          id: "clarity",
          title: "Clarity",
          maximum: 4,
          points: 3,
          level: "good",
          byHand: { ...entry, points: 3, mode: "set" },
        },
      ],
    },
  ],
  total: { regular: 15.75, bonus: 0, bonusCut: 0, before: 15.75, capped: false, mark: 16 },
  notes: ["Somebody should look."],
};
