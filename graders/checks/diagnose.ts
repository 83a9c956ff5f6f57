/**
 * What does a wrong answer look like? Every known mistake is run on the calls that went wrong; one that gives the very
 * same answers, and that gives wrong ones, is named. Where none does, a pattern in the numbers is put into words. The
 * student reads what it looks like, never the corrected code.
 */
import type { Reply, Session } from "#graders/execution/executor.ts";
import type { KnownMistake } from "#graders/result/result.ts";
import type { Exercise, Mistake } from "#graders/spec/spec.ts";
import { compare } from "./compare.ts";
import type { Probe } from "./finding.ts";
import { patternOf, type Pair } from "./pattern.ts";

export interface Diagnosis {
  /** All that fit; more than one when they give the same numbers on these calls. */
  readonly mistakes: readonly KnownMistake[];
  /** A sentence on what all the wrong numbers have in common. */
  readonly pattern?: string;
}

const probesTried = 12;
/** Tighter than grading: two mistakes may be close to each other. */
const same = { relative: 1e-7, scale: 1e-9, absolute: 0 };

export async function diagnose(
  exercise: Exercise,
  probes: readonly Probe[],
  reference: Session,
  open: (mistake: Mistake) => Session,
): Promise<Diagnosis> {
  const tried = probes.slice(0, probesTried);
  if (tried.length === 0) return { mistakes: [] };
  const calls = tried.map(({ call }) => call);
  const right = await reference.call(calls);
  const mistakes: KnownMistake[] = [];
  for (const [name, mistake] of exercise.mistakes) {
    const replies = await open(mistake).call(calls);
    if (
      replies.every((reply, index) => sameReply(reply, tried[index]!.reply)) &&
      replies.some((reply, index) => !sameReply(right[index]!, reply))
    )
      mistakes.push({ name, looksLike: mistake.looksLike, reread: mistake.reread });
  }
  if (mistakes.length > 0) return { mistakes };
  const pattern = patternOf(tried.flatMap(({ reply }, index) => pairOf(right[index]!, reply)));
  return pattern === undefined ? { mistakes } : { mistakes, pattern };
}

function pairOf(expected: Reply, actual: Reply): Pair[] {
  if (expected.status !== "returned" || actual.status !== "returned") return [];
  return [{ expected: expected.value, actual: actual.value }];
}

function sameReply(a: Reply, b: Reply): boolean {
  return a.status === "returned" && b.status === "returned" && compare(a.value, b.value, same).equal;
}
