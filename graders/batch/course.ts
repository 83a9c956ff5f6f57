/** The exercises that a batch grades, loaded once, with the text that travels to the child. */
import { existsSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { stripTypeScriptTypes } from "node:module";
import { loadExercise, projectRoot } from "#graders/spec/load.ts";
import type { Exercise } from "#graders/spec/spec.ts";

export interface CourseExercise extends Exercise {
  /** Plain JavaScript of the spec's programs. */
  readonly programsText?: string;
}

export interface Course {
  readonly exercises: readonly CourseExercise[];
  /** SHA-256 over all specs in use: two results with the same one were graded by the same rules. */
  readonly digest: string;
}

export async function loadCourse(ids: readonly string[]): Promise<Course> {
  const exercises: CourseExercise[] = [];
  const digest = createHash("sha256");
  for (const id of ids) {
    const exercise = await loadExercise(id);
    const file = join(projectRoot, "specs", `${id}.programs.ts`);
    const programsText = existsSync(file) ? stripTypeScriptTypes(readFileSync(file, "utf8")) : undefined;
    exercises.push({ ...exercise, ...(programsText === undefined ? {} : { programsText }) });
    digest.update(`${id}\0${exercise.spec.digest}\0`);
  }
  return { exercises, digest: digest.digest("hex") };
}
