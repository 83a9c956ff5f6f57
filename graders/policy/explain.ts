/** How a grade came about, in lines. A page shows the same from the data. */
import type { AttemptGrade, ExerciseGrade, FinalGrade, ItemGrade, Part, Total } from "./grade.ts";
import type { ManualEntry } from "./manual.ts";
import { counted, onOneLine, percent, shown } from "./words.ts";

/** One thought a line. Comments and titles stand in them as people wrote them: whoever prints the lines makes them plain text. */
export function explain(grade: FinalGrade): string[] {
  return [
    headline(grade),
    ...dueLines(grade),
    ...grade.attempts.map(attemptLine),
    ...grade.exercises.map((one) => exerciseLine(one)),
    ...grade.items.flatMap((one) => itemLines(one)),
    ...(grade.total ? totalLines(grade.total) : []),
    ...grade.notes.map((note) => `To look at: ${note}`),
  ].map(onOneLine);
}

function headline({ state, mark, soFar, maximum, items }: FinalGrade): string {
  switch (state) {
    case "graded":
      return `Mark: ${shown(mark!)} of ${shown(maximum)}.`;
    case "pending": {
      const open = items.filter(({ pending }) => pending).map(({ title }) => title);
      return `Mark pending: ${open.join(", ")} still to be marked by hand.${soFar === undefined ? "" : ` ${shown(soFar)} of ${shown(maximum)} so far.`}`;
    }
    case "not graded":
      return "No mark: nothing could be graded, by no fault of the student.";
    case "missing":
      return "No mark: nothing was handed in.";
  }
}

function dueLines({ due }: FinalGrade): string[] {
  if (!due) return [];
  const { inWords, extension } = due;
  const why = extension ? `, by the extension in the ${extension.from}, in place of ${extension.inPlaceOf}` : "";
  return [`Due: ${inWords}${why}.`];
}

function attemptLine({ attempt, lateness, value, counts, reason }: AttemptGrade): string {
  const gives = value === undefined ? "" : ` It gives ${shown(value)}.`;
  return `Attempt ${attempt} ${counts ? "counts" : "does not count"}. ${reason} ${lateness.inWords}${gives}`;
}

function exerciseLine(one: ExerciseGrade): string {
  const { id, status, automatic, byHand, undecided } = one;
  return [
    `${id}: ${pointsText(one)}${statusText[status] ?? ""}`,
    ...(byHand ? [`${shown(automatic.points)} of ${shown(automatic.maximum)} automatically. ${handText(byHand)}`] : []),
    ...(undecided > 0 && byHand?.mode !== "set" && one.leftOut === undefined
      ? [`${counted(undecided, "point")} could not be decided and ${undecided === 1 ? "is" : "are"} left out.`]
      : []),
    placeText(one, one.bonus),
  ].join(" ");
}

/** Why there are no points at all. */
const statusText: Readonly<Partial<Record<ExerciseGrade["status"], string>>> = {
  missing: " It is missing.",
  "not started": " It is not started.",
  broken: " It could not be loaded.",
};

function itemLines(one: ItemGrade): string[] {
  const head = [
    `${one.title}: ${one.pending ? "" : pointsText(one)}`,
    ...(one.byHand ? [handText(one.byHand)] : []),
    placeText(one),
  ];
  // Where somebody set the whole, a criterion may never be marked.
  const shownCriteria = one.criteria.filter(({ points }) => one.pending || points !== undefined);
  const criteria = shownCriteria.map(({ title, points, maximum, level, byHand }) =>
    points === undefined
      ? `${one.title}, ${title}: still to be marked, of ${shown(maximum)}.`
      : `${one.title}, ${title}: ${shown(points)} of ${shown(maximum)}${level === undefined ? "" : ` (${level})`}. ${handText(byHand!)}`,
  );
  return [head.join(" "), ...criteria];
}

function pointsText({ points, earned, maximum, leftOut }: Part): string {
  if (leftOut !== undefined && maximum === 0) return "";
  const late = earned === points ? "" : `, ${shown(earned)} after lateness`;
  return `${shown(points)} of ${shown(maximum)}${late}.`;
}

function handText({ by, mode, points, comment }: ManualEntry): string {
  const what =
    mode === "set" ? `Set to ${shown(points)}` : `${points < 0 ? "Less" : "Plus"} ${shown(Math.abs(points))}`;
  return `${what} by ${by}${comment === "" ? "." : `: “${comment}”`}`;
}

function placeText({ weight, dropped, leftOut }: Part, isBonus = false): string {
  if (leftOut !== undefined) return `Left out: ${leftOut}`;
  if (dropped) return "Dropped, as the mark is higher without it.";
  return isBonus ? `A bonus of up to ${percent(weight)} of the mark.` : `It makes up ${percent(weight)} of the mark.`;
}

function totalLines({ regular, bonus, bonusCut, byHand, before, capped, mark }: Total): string[] {
  const cut = bonusCut > 0 ? ` (${shown(bonusCut)} above the most are cut)` : "";
  return [
    `Sum: ${shown(regular)}${bonus > 0 || bonusCut > 0 ? `, bonus ${shown(bonus)}${cut}` : ""}.`,
    ...(byHand ? [`The whole: ${handText(byHand)}`] : []),
    ...(capped ? [`Capped: ${shown(before)} is above the cap.`] : []),
    ...(mark === before || capped ? [] : [`Rounded: ${shown(before)} to ${shown(mark)}.`]),
  ];
}
