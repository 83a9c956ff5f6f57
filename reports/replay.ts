/** What a lesson points to besides itself: the command that shows it again, and the exercise's formula. */
import type { Lesson } from "#graders/result/result.ts";
import { exerciseName } from "./score.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";

/** `npm test -- relu --seed 5`; without a seed where nothing is drawn, since given inputs are the same always. */
export function replayCommand(exerciseId: string, { seed }: Pick<Lesson, "seed"> = {}): string {
  return `npm test -- ${exerciseName(exerciseId)}${seed === undefined ? "" : ` --seed ${seed}`}`;
}

/** Whether the formula helps: a value is wrong, and no mistake says which line to read again. */
export function showsFormula({ mistakes, problem, actual }: Lesson): boolean {
  return mistakes === undefined && problem === undefined && actual !== undefined;
}

/** Where the input is too long for the report: how to get it. Empty where it is there. */
export function wholeInput({ code, input = [] }: Lesson, { texts }: Pick<Language, "texts"> = english): string {
  const isCut = input.some(({ value }) => value.text.includes("…"));
  return code === undefined && isCut ? texts.common.wholeInput : "";
}
