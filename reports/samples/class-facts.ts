/** A class in which everything is there that the page of a class can show. */
import type { BriefResult } from "#graders/result/brief.ts";
import type { LatenessFacts } from "#graders/policy/lateness-words.ts";
import type { ClassFacts, HandedIn } from "../class-facts.ts";
import { check, exercise, result } from "./build.ts";
import { adam, attention, conv, crossEntropy, pooling, relu, sgd, softmax } from "./exercises.ts";

const noRoot = {
  name: "left out √d",
  looksLike: "The scores are not divided by √d, so the softmax saturates.",
  reread: "softmax(QK^T / √d) V",
};

/** A generated class: who is stronger has more; one check is passed by the weak alone, and one mistake is common. */
export function generatedClass(students: number): BriefResult[] {
  return Array.from({ length: students }, (_, at) => {
    const strength = ((at * 37) % 101) / 100;
    const scaled = (at * 13) % 10 >= 4;
    const passes = (difficulty: number): "pass" | "fail" => (strength > difficulty ? "pass" : "fail");
    const exercises = [
      exercise("02-activations/relu", "ReLU", [
        check("positive entries stay", 2),
        check("the gradient is right", 3, { status: passes(0.2) }),
      ]),
      exercise("03-losses/mse", "Mean squared error", [
        check("the mean over all entries", 4, { status: passes(0.4) }),
        check("an odd refusal", 2, { status: strength > 0.5 ? "fail" : "pass" }),
      ]),
      exercise("12-transformers/attention", "Scaled dot-product attention", [
        {
          ...check("scores are scaled", 5, { status: scaled ? "pass" : "fail" }),
          ...(scaled ? {} : { mistakes: [noRoot] }),
        },
        check("the gradient is right", 5, { status: passes(0.7) }),
      ]),
      exercise("12-transformers/multi-head", "Multi-head attention", [
        check("heads are apart", 6, { status: passes(0.85) }),
      ]),
    ];
    return result(`student-${String(at + 1).padStart(4, "0")}`, exercises);
  });
}

const until = { inWords: "2026-05-20 12:00 (Europe/Berlin)", zone: "Europe/Berlin", at: "2026-05-20T10:00:00.000Z" };

const twoDaysLate: LatenessFacts = {
  what: "late",
  after: [{ count: 2, unit: "day" }, { count: 9, unit: "hour" }],
  penalty: { started: 3, per: "day", each: 0.1, counts: 0.7 },
}; // prettier-ignore

const handedIn = new Map<string, HandedIn>([
  ["ada", { people: [{ id: "1", name: "Ada Lovelace", section: "A" }], marks: [{ state: "graded", mark: 87.5, counts: true }], seconds: 1.26, submittedAt: "2026-05-09T18:00:00Z" }],
  ["omar", { people: [{ id: "2", name: "عمر الخيام", section: "B" }], marks: [{ state: "pending", counts: true }], seconds: 14.2, submittedAt: "2026-05-12T09:30:00Z", late: { facts: twoDaysLate, factor: 0.7 } }],
  ["pair-7", { people: [{ id: "3", name: "Zoë Nguyễn", section: "A", extension: until }, { id: "4", name: "José Álvarez", section: "A" }], marks: [{ state: "graded", mark: 61, counts: true }, { state: "graded", mark: 55, counts: true }], seconds: 2.04, submittedAt: "2026-05-10T21:59:00Z" }],
  ["grace-1", { people: [{ id: "5", name: "Grace Hopper", section: "B" }], marks: [{ state: "graded", mark: 100, counts: false }], seconds: 1.4, attempt: 1, submittedAt: "2026-05-08T10:00:00Z" }],
  ["grace-2", { people: [{ id: "5", name: "Grace Hopper", section: "B" }], marks: [{ state: "graded", mark: 100, counts: true }], seconds: 1.5, attempt: 2, submittedAt: "2026-05-10T10:00:00Z" }],
  ["long", { people: [{ id: "6", name: `Wolfeschlegelsteinhausenbergerdorff ${"Maximilian ".repeat(6)}`, section: "B" }], marks: [{ state: "not graded", counts: true }], seconds: 0.31 }],
  ["robot", { people: [], marks: [], late: { factor: 1 }, seconds: 0.2 }],
]); // prettier-ignore

export const classFacts: ClassFacts = {
  title: "Week 7: attention",
  results: [
    result("ada", [relu, softmax, crossEntropy, sgd, adam, conv, pooling]),
    result("omar", [relu, softmax, crossEntropy, adam, conv]),
    result("pair-7", [relu, softmax, crossEntropy, sgd, pooling]),
    result("grace-1", [relu, softmax]),
    result("grace-2", [exercise("02-activations/relu", "ReLU", [check("relu keeps positive entries", 5)])]),
    result("long", [attention]),
    result("robot", [adam], {
      problem: { kind: "missing", message: "The submission holds none of the 7 exercises." },
    }),
  ],
  handedIn,
  missing: [
    { id: "8", name: "Wanda Late", section: "B", extension: until },
    { id: "9", name: "محمد", section: "A" },
  ],
  maximum: 100,
  similarity: {
    tool: "winnowing",
    threshold: 0.6,
    groups: [
      {
        exercise: "02-activations/softmax",
        submissions: ["ada", "omar", "pair-7"],
        pairs: [
          { a: "ada", b: "omar", share: 0.97, longest: { lines: 31, inA: 4, inB: 12 } },
          { a: "omar", b: "pair-7", share: 0.71, longest: { lines: 12, inA: 20, inB: 3 } },
        ],
        pairCount: 3,
        toReference: 0.42,
      },
    ],
    exercises: [
      { exercise: "02-activations/softmax", compared: 6, tooShort: 0, usual: 0.18, unread: [] },
      {
        exercise: "02-activations/relu",
        compared: 1,
        tooShort: 5,
        usual: 0,
        unread: [{ submission: "long", reason: "The file is no TypeScript.", compared: true }],
      },
    ],
  },
  unmatched: [
    { kind: "submissionsWithoutPerson", what: "robot", why: "" },
    { kind: "severalPeople", what: "smith", why: "11, 12" },
    { kind: "unread", what: "ada/02-activations/old.ts", why: "is a link" },
    { kind: "lines", what: "roster.csv:14", why: "The row has 3 cells, expected 5." },
  ],
};
