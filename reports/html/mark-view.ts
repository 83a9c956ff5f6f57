/**
 * How a mark came about, for a page: what the policy worked out, in its order, nothing worked out again. Only what
 * people wrote, titles and comments, stays in their language.
 */
import type {
  AttemptGrade,
  DueDate,
  ExerciseGrade,
  FinalGrade,
  ItemGrade,
  Part,
  Total,
} from "#graders/policy/grade.ts";
import type { ManualEntry } from "#graders/policy/manual.ts";
import type { Language } from "../texts/language.ts";
import type { Audience } from "../visibility.ts";

export interface MarkView {
  /** Empty where there is no mark. */
  readonly value: string;
  readonly of: string;
  /** Why there is none, or none yet. */
  readonly state: string;
  /** What is still to be marked by hand. */
  readonly pending: readonly string[];
  readonly soFar: string;
  /** Set on the page of an attempt that doesn't count. */
  readonly other: string;
  readonly due: { readonly text: string; readonly extension: string } | null;
  readonly attempts: readonly AttemptView[];
  readonly parts: readonly PartView[];
  /** Whether any part is worth less for being late. */
  readonly late: boolean;
  readonly total: readonly { readonly label: string; readonly value: string; readonly comment: Comment | null }[];
  readonly notes: readonly string[];
}

interface AttemptView {
  readonly name: string;
  readonly counts: boolean;
  readonly reasons: readonly string[];
  readonly gives: string;
}

interface Comment {
  /** `Ms Curie added 2:` */
  readonly head: string;
  readonly text: string;
}

interface PartView {
  readonly title: string;
  readonly points: string;
  readonly late: string;
  readonly weight: string;
  readonly adds: string;
  readonly notes: readonly string[];
  /** Why it is on neither side of the mark; empty where it isn't. */
  readonly leftOut: string;
  readonly comment: Comment | null;
  readonly criteria: readonly { readonly text: string; readonly level: string; readonly comment: Comment | null }[];
}

/** @param submission - whose page it is: one of the attempts. */
export function markView(grade: FinalGrade, submission: string, audience: Audience, language: Language): MarkView {
  const { mark: words } = language.texts.student;
  const { state, mark, soFar, maximum, due, attempts, exercises, items, total, notes } = grade;
  const counted = attempts.find(({ counts }) => counts);
  const isOther = counted !== undefined && counted.submission !== submission;
  const parts = isOther ? [] : [...exercises, ...items];
  return {
    value: mark === undefined ? "" : language.number(mark),
    of: words.of(maximum),
    state: words.states[state],
    pending: items.filter(({ pending }) => pending).map(({ title }) => title),
    soFar: soFar === undefined ? "" : words.soFar(soFar, maximum),
    other: isOther ? words.otherCounts : "",
    due: due ? dueView(due, language) : null,
    attempts: attempts.map((attempt) => attemptView(attempt, language)),
    parts: parts.map((part) => partView(part, maximum, language)),
    late: parts.some(({ earned, points }) => earned !== points),
    total: total && !isOther ? totalView(total, language) : [],
    notes: audience === "instructor" ? notes : [],
  };
}

function dueView(due: DueDate, { texts }: Language): NonNullable<MarkView["due"]> {
  const { zone, extension } = due;
  if (!extension) return { text: texts.policy.moment(due), extension: "" };
  const before = { inWords: extension.inPlaceOf, zone, at: extension.inPlaceOfAt };
  return { text: texts.policy.moment(due), extension: texts.student.mark.extension(texts.policy.moment(before)) };
}

function attemptView({ attempt, lateness, value, counts, why }: AttemptGrade, { texts }: Language): AttemptView {
  const { mark: words } = texts.student;
  return {
    name: words.attempt(attempt),
    counts,
    reasons: [texts.policy.reason(why), texts.policy.lateness(lateness.facts)],
    gives: value === undefined ? "" : words.gives(value),
  };
}

function partView(part: ExerciseGrade | ItemGrade, mostMarks: number, language: Language): PartView {
  const { mark: words } = language.texts.student;
  const { title, points, maximum, earned, weight, dropped, leftOutFor, byHand } = part;
  const isOpen = "pending" in part && part.pending;
  const counts = !dropped && leftOutFor === undefined && !isOpen;
  return {
    title,
    points: isOpen ? words.toMark : words.pointsOf(points, maximum),
    late: language.number(earned),
    weight: leftOutFor === undefined ? (isBonus(part) ? `${words.bonus} ` : "") + language.percent(weight) : "–",
    adds: counts ? language.number(addsTo(part, mostMarks)) : "–",
    notes: [...exerciseNotes(part, language), ...(dropped ? [words.dropped] : [])],
    leftOut: leftOutFor ? language.texts.policy.leftOut(leftOutFor, byHand?.by ?? "") : "",
    comment: byHand ? commentOf(byHand, language) : null,
    criteria: criteriaOf(part, language),
  };
}

function isBonus(part: ExerciseGrade | ItemGrade): boolean {
  return "bonus" in part && part.bonus;
}

function addsTo({ weight, earned, maximum }: Part, mostMarks: number): number {
  return maximum > 0 ? (weight * earned * mostMarks) / maximum : 0;
}

function exerciseNotes(part: ExerciseGrade | ItemGrade, { texts }: Language): string[] {
  if (!("automatic" in part)) return [];
  const { mark: words } = texts.student;
  const { automatic, byHand, undecided } = part;
  return [
    ...(byHand ? [words.automatic(automatic.points, automatic.maximum)] : []),
    ...(undecided > 0 && byHand?.mode !== "set" ? [words.undecided(undecided)] : []),
  ];
}

function criteriaOf(part: ExerciseGrade | ItemGrade, language: Language): PartView["criteria"] {
  if (!("criteria" in part)) return [];
  const { mark: words } = language.texts.student;
  return part.criteria
    .filter(({ points }) => part.pending || points !== undefined)
    .map(({ title, points, maximum, level, byHand }) => ({
      text: `${title}: ${points === undefined ? words.toMark : words.pointsOf(points, maximum)}`,
      level: level ?? "",
      comment: byHand ? commentOf(byHand, language) : null,
    }));
}

function commentOf({ by, mode, points, comment }: ManualEntry, { texts }: Language): Comment {
  const { mark: words } = texts.student;
  return { head: mode === "set" ? words.set(by, points) : words.added(by, points), text: comment };
}

function totalView({ regular, bonus, bonusCut, byHand, before, capped, mark }: Total, language: Language) {
  const { mark: words } = language.texts.student;
  const row = (label: string, value: number, comment: Comment | null = null) => ({
    label,
    value: language.number(value),
    comment,
  });
  return [
    row(words.sum, regular),
    ...(bonus > 0 || bonusCut > 0
      ? [row(bonusCut > 0 ? `${words.bonusSum} (${words.bonusCut(bonusCut)})` : words.bonusSum, bonus)]
      : []),
    ...(byHand ? [row(words.byHand, byHand.points, commentOf(byHand, language))] : []),
    ...(capped ? [row(words.capped(before), mark)] : []),
    ...(mark === before || capped ? [] : [row(words.rounded(before), mark)]),
  ];
}
