/**
 * From graded attempts to the grade that goes into the gradebook: a pure function, without a clock.
 *
 * Numbers are exact until the end (fraction.ts). What could not be graded by our fault is on neither side of any sum, so it
 * never counts as zero; what people still have to mark leaves the whole pending.
 */
import { inOrder, type Attempt } from "./attempt.ts";
import { choose, reasonFor, reasonInWords, type Candidate } from "./choose.ts";
import { deadlineFor, type Deadline } from "./deadline.ts";
import { Fraction } from "./fraction.ts";
import type { AttemptGrade, DueDate, FinalGrade, GradeState, ItemGrade, Total } from "./grade.ts";
import { latenessOf } from "./lateness.ts";
import { inForce, type ManualEntry } from "./manual.ts";
import { markAttempt, type AttemptMark } from "./mark-attempt.ts";
import { fullPoints } from "./mark-exercise.ts";
import { markItem, unweighed, type MarkedItem } from "./mark-item.ts";
import { notesOn } from "./notes.ts";
import type { AttemptRule, Policy, PolicyPerson } from "./policy.ts";
import { totalOf } from "./total.ts";
import { refuseUnweighable } from "./names-fit.ts";

export interface GradeInput {
  /** All of one person, in any order. */
  readonly attempts: readonly Attempt[];
  readonly policy: Policy;
  /** Whose they are; without a roster, the submission's id takes the place of the person's. */
  readonly person?: PolicyPerson | undefined;
  /** Points given by hand, the oldest first; the record of a whole class may be given. */
  readonly manual?: readonly ManualEntry[];
}

interface Marked extends Candidate {
  readonly source: Attempt;
  readonly mark: AttemptMark;
}

/** @throws UsageError - when the policy has weights and none for an exercise that was graded. */
export function finalGrade({ attempts, policy, person, manual = [] }: GradeInput): FinalGrade {
  const ordered = inOrder(attempts);
  const owner = person ?? (ordered[0] && { id: ordered[0].result.submission.id });
  const own = new Set([...ordered.map(submissionOf), owner?.id]);
  const entries = inForce(manual).filter(({ submission }) => own.has(submission));
  const deadline = deadlineFor(policy, owner);
  const { marked, items } = markAll(ordered, { policy, person, deadline, entries });
  const rule = policy.attempt ?? "last";
  const chosen = marked.length > 0 ? choose(marked, rule) : undefined;
  const whole = entries.findLast(({ exercise, item }) => exercise === undefined && item === undefined);
  const total = totalOf(chosen?.mark.value, whole, policy);
  const shownItems = chosen?.mark.items ?? items.map(unweighed);
  const state = whole?.mode === "set" ? "graded" : stateOf(chosen, total, shownItems, policy);
  return {
    state,
    ...(total && state === "graded" ? { mark: total.mark } : {}),
    ...(total && state === "pending" ? { soFar: total.mark } : {}),
    maximum: policy.scale?.maximum ?? 100,
    ...(deadline ? { due: dueOf(deadline) } : {}),
    attempts: marked.map((one) => attemptGrade(one, chosen!, { rule, count: marked.length })),
    exercises: chosen?.mark.exercises ?? [],
    items: shownItems,
    ...(total ? { total } : {}),
    notes: [
      ...(deadline?.notes ?? []),
      ...notesOn(entries, { attempts: ordered, chosen: chosen?.source, policy, person }),
    ],
  };
}

function markAll(
  attempts: readonly Attempt[],
  context: Pick<GradeInput, "policy" | "person"> & {
    readonly deadline: Deadline | undefined;
    readonly entries: readonly ManualEntry[];
  },
): { readonly marked: readonly Marked[]; readonly items: readonly MarkedItem[] } {
  const { policy, person, deadline, entries } = context;
  const handedIn = attempts.map((source) => ({ source, lateness: latenessOf(source, deadline, policy.late) }));
  // Where attempts share a name, the one that is least late.
  const factors = new Map<string, Fraction>();
  for (const { source, lateness } of handedIn)
    factors.set(submissionOf(source), lateness.factor.atLeast(factors.get(submissionOf(source)) ?? Fraction.zero));
  const items = (policy.items ?? []).map((item) =>
    markItem(
      item,
      entries.filter((entry) => entry.item === item.id),
      (submission) => factors.get(submission) ?? Fraction.one,
    ),
  );
  const full = fullOf(attempts);
  refuseUnweighable(policy, [...full.keys()]);
  const marked = handedIn.map(({ source, lateness }) => {
    // What is given to the person is given to whichever attempt counts.
    const manual = entries.filter(({ submission }) => submission === submissionOf(source) || submission === person?.id);
    const mark = markAttempt(source, { policy, factor: lateness.factor, manual, items, full });
    const value = mark.value && mark.value.regular.plus(mark.value.bonus);
    return { attempt: source.attempt, source, mark, lateness, ...(value ? { value } : {}) };
  });
  return { marked, items };
}

/** All points of each exercise: what one attempt could not be graded on is known from another. */
function fullOf(attempts: readonly Attempt[]): Map<string, number> {
  const full = new Map<string, number>();
  for (const exercise of attempts.flatMap(({ result }) => result.exercises))
    full.set(exercise.id, Math.max(full.get(exercise.id) ?? 0, fullPoints(exercise)));
  return full;
}

function stateOf(
  chosen: Marked | undefined,
  total: Total | undefined,
  items: readonly ItemGrade[],
  { weights }: Policy,
): GradeState {
  if (!chosen) return "missing";
  if (items.some(({ id, pending }) => pending && weights?.[id] !== 0)) return "pending";
  return total ? "graded" : "not graded";
}

function attemptGrade(
  one: Marked,
  chosen: Marked,
  rules: { readonly rule: AttemptRule; readonly count: number },
): AttemptGrade {
  const { attempt, source, lateness, value } = one;
  const why = reasonFor(one, chosen, rules);
  return {
    attempt,
    submission: submissionOf(source),
    ...(source.submittedAt === undefined ? {} : { submittedAt: source.submittedAt }),
    lateness: { ...lateness, factor: lateness.factor.toNumber() },
    ...(value ? { value: value.toNumber() } : {}),
    counts: one === chosen,
    why,
    reason: reasonInWords(why),
  };
}

function dueOf({ inWords, zone, dueAt, extension }: Deadline): DueDate {
  return { inWords, zone, at: new Date(dueAt).toISOString(), ...(extension ? { extension } : {}) };
}

function submissionOf({ result }: Attempt): string {
  return result.submission.id;
}
