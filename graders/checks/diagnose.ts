/**
 * Which known mistake does this look like? Every mistake is run on the calls that went wrong; one that gives the very
 * same answers, and that gives wrong ones, is named. The student reads what it looks like, never the corrected code.
 */
import type { Reply, Session } from "#graders/execution/executor.ts";
import type { Exercise, Mistake } from "#graders/spec/spec.ts";
import { compare } from "./compare.ts";
import type { Probe } from "./finding.ts";

export interface Diagnosis {
  readonly name: string;
  readonly looksLike: string;
  readonly reread: string;
}

const probesTried = 12;
/** Tighter than grading: two mistakes may be close to each other. */
const same = { relative: 1e-7, scale: 1e-9, absolute: 0 };

export async function diagnose(
  exercise: Exercise,
  probes: readonly Probe[],
  reference: Session,
  open: (mistake: Mistake) => Session,
): Promise<Diagnosis | undefined> {
  const tried = probes.slice(0, probesTried);
  if (tried.length === 0) return undefined;
  const calls = tried.map(({ call }) => call);
  const right = await reference.call(calls);
  for (const [name, mistake] of exercise.mistakes) {
    const replies = await open(mistake).call(calls);
    if (
      replies.every((reply, index) => sameReply(reply, tried[index]!.reply)) &&
      replies.some((reply, index) => !sameReply(right[index]!, reply))
    ) {
      return { name, looksLike: mistake.looksLike, reread: mistake.reread };
    }
  }
  return undefined;
}

function sameReply(a: Reply, b: Reply): boolean {
  return a.status === "returned" && b.status === "returned" && compare(a.value, b.value, same).equal;
}
