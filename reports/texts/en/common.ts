/** Words that several pages use. */
import { writingOf } from "../writing.ts";

const { counted } = writingOf("en");

export const points = (count: number): string => counted(count, "point", "points");
export const submissions = (count: number): string => counted(count, "submission", "submissions");
export const exercises = (count: number): string => counted(count, "exercise", "exercises");
