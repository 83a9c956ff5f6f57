/** Points that somebody gave and that are not in the mark, or are odd: one sentence for each. */
import type { Attempt } from "./attempt.ts";
import { faultUnder, type ManualEntry } from "./manual.ts";
import { fullPoints } from "./mark-exercise.ts";
import type { Policy, PolicyPerson } from "./policy.ts";
import { shown } from "./words.ts";

interface Context {
  readonly attempts: readonly Attempt[];
  readonly chosen: Attempt | undefined;
  readonly policy: Policy;
  readonly person?: PolicyPerson | undefined;
}

export function notesOn(entries: readonly ManualEntry[], context: Context): string[] {
  return entries.flatMap((entry) => {
    const note = faultUnder(context.policy, entry) ?? lostNote(entry, context) ?? exerciseNote(entry, context);
    return note === undefined ? [] : [`${entry.by} gave ${shown(entry.points)} points (${entry.at}): ${note}`];
  });
}

function lostNote({ exercise, item, mode }: ManualEntry, { chosen }: Context): string | undefined {
  const isWholeMark = exercise === undefined && item === undefined && mode === "set";
  return chosen || isWholeMark
    ? undefined
    : "they are in no mark, since nothing was handed in. Set the whole mark by hand if there should be one.";
}

function exerciseNote(entry: ManualEntry, { attempts, chosen, person }: Context): string | undefined {
  if (entry.exercise === undefined) return undefined;
  const about = attempts.filter(
    ({ result }) => result.submission.id === entry.submission || entry.submission === person?.id,
  );
  const exercise = about.flatMap(({ result }) => result.exercises).find(({ id }) => id === entry.exercise);
  if (!exercise) return `/exercise is ${JSON.stringify(entry.exercise)}, which is not graded here. Correct the name.`;
  if (chosen && !about.includes(chosen))
    return `they are for ${JSON.stringify(entry.submission)}, which is not the attempt that counts. Give them to that one too if they should.`;
  const maximum = entry.maximum ?? fullPoints(exercise);
  return entry.mode === "set" && maximum > 0 && entry.points > maximum
    ? `that is more than the ${shown(maximum)} of ${entry.exercise}, and counts in full.`
    : undefined;
}
