/** What an editor shows beside a check that was not passed: the whole lesson as text. */
import type { ExerciseResult } from "#graders/result/result.ts";
import { checkNote } from "./check-note.ts";
import { lessonText } from "./lesson-text.ts";
import { inert, plain } from "./plain.ts";
import { exerciseAsSeenBy, type Audience } from "./visibility.ts";

/** @param name - of a check of the exercise; where it was not run, the exercise's problem says why. */
export function checkText(exercise: ExerciseResult, name: string, { audience }: { audience: Audience }): string {
  const seen = exerciseAsSeenBy(audience, exercise);
  const check = seen.checks.find((each) => each.name === name);
  if (!check) return inert(plain(seen.problem?.message ?? "This check was not run."));
  return inert(check.lesson ? lessonText(check.lesson, seen) : checkNote(check));
}
