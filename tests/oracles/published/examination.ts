/**
 * Puts published cases to the reference: each exercise's adapter picks the cases that are about it, and every one of them
 * agrees, disagrees, or does not apply for a reason in words. A case may be about several exercises.
 */
import type { Adapter } from "./adapter.ts";
import { disagreement } from "./agreement.ts";
import type { PublishedCase } from "./published-case.ts";

export type Verdict =
  | { readonly kind: "agrees" }
  | { readonly kind: "disagrees"; readonly difference: string }
  | { readonly kind: "does not apply"; readonly reason: string };

export interface Examined {
  readonly file: string;
  readonly name: string;
  readonly op: string;
  readonly source: string;
  readonly verdict: Verdict;
}

export interface ExerciseReport {
  readonly id: string;
  readonly claimed: number;
  readonly apply: number;
  readonly agree: number;
  readonly disagree: number;
  /** How many cases do not apply, by reason, the most frequent first. */
  readonly reasons: { readonly [reason: string]: number };
  readonly cases: readonly Examined[];
}

export interface Report {
  readonly exercises: readonly ExerciseReport[];
  /** Cases in the folder. */
  readonly cases: number;
  /** Cases that apply to at least one of the exercises. */
  readonly applying: number;
  /** Cases that none of the exercises claims, by file. */
  readonly unclaimed: { readonly [file: string]: number };
}

/** Examines exercises, in the given order; one without an adapter claims nothing. */
export function examine(
  cases: readonly PublishedCase[],
  ids: readonly string[],
  adapters: ReadonlyMap<string, Adapter>,
): Report {
  const claimed = new Set<PublishedCase>();
  const applying = new Set<PublishedCase>();
  const exercises = ids.map((id) => {
    const adapter = adapters.get(id);
    const own = adapter ? cases.filter((item) => adapter.claims(item)) : [];
    const examined = own.map((item): Examined => {
      const verdict = judge(adapter!, item);
      claimed.add(item);
      if (verdict.kind !== "does not apply") applying.add(item);
      const { file, name, op, source } = item;
      return { file, name, op, source, verdict };
    });
    return summarise(id, examined);
  });
  const unclaimed = cases.filter((item) => !claimed.has(item)).map((item) => item.file);
  return { exercises, cases: cases.length, applying: applying.size, unclaimed: tally(unclaimed) };
}

function judge(adapter: Adapter, item: PublishedCase): Verdict {
  let answer;
  try {
    answer = adapter.answer(item);
  } catch (error) {
    return { kind: "disagrees", difference: `the reference or its adapter threw ${String(error)}` };
  }
  if ("reason" in answer) return { kind: "does not apply", reason: answer.reason };
  const { outputs, tolerance } = answer;
  if (outputs.every((output) => output === undefined))
    return { kind: "disagrees", difference: "the adapter gave no values" };
  for (const [index, output] of outputs.entries()) {
    const difference = output && disagreement(item, index, output, tolerance);
    if (difference) return { kind: "disagrees", difference };
  }
  return { kind: "agrees" };
}

function summarise(id: string, cases: readonly Examined[]): ExerciseReport {
  const count = (kind: Verdict["kind"]): number => cases.filter(({ verdict }) => verdict.kind === kind).length;
  const reasons = cases.flatMap(({ verdict }) => (verdict.kind === "does not apply" ? [verdict.reason] : []));
  const [agree, disagree] = [count("agrees"), count("disagrees")];
  return { id, claimed: cases.length, apply: agree + disagree, agree, disagree, reasons: tally(reasons), cases };
}

/** How often each text occurs, the most frequent first. */
function tally(texts: readonly string[]): { [text: string]: number } {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
