/** What could not be graded and why: one row for each reason, with the submissions that it holds for. */
import type { BriefExercise } from "#graders/result/brief.ts";
import type { ClassFacts } from "../../class-facts.ts";
import { isUndecided } from "../../score.ts";
import type { Language } from "../../texts/language.ts";
import { byName, namedSubmission, type Named } from "./names.ts";

const shownNames = 8;

export function undecidedView(facts: ClassFacts, { folder, language }: { folder: string; language: Language }) {
  const words = language.texts.classPage.open;
  const all = facts.results.flatMap(({ submission, exercises }) =>
    exercises.flatMap((exercise) => openIn(exercise).map((open) => ({ id: submission.id, ...open }))),
  );
  const groups = Map.groupBy(all, ({ exercise, check, reason }) => JSON.stringify([exercise, check, reason]));
  return [...groups.values()].map((own) => {
    const { exercise, check, reason } = own[0]!;
    const who: Named[] = byName(own.map(({ id }) => namedSubmission(id, facts, folder)));
    return {
      exercise,
      // Names of checks and reasons are the grader's, in English.
      check,
      whole: check === "" ? words.whole : "",
      reason,
      who: who.slice(0, shownNames),
      more: who.length > shownNames ? words.more(who.length - shownNames) : "",
    };
  });
}

function openIn(exercise: BriefExercise): { exercise: string; check: string; reason: string }[] {
  const { id, status, problem, checks } = exercise;
  const open = checks.filter(isUndecided);
  if (status === "not graded" && (open.length === 0 || problem))
    return [{ exercise: id, check: "", reason: problem?.message ?? "" }];
  return open.map(({ name, reason = "" }) => ({ exercise: id, check: name, reason }));
}
