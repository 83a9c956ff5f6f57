/** The exercises that a batch grades, loaded once, with the text that travels to the child. */
import { existsSync } from "node:fs";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OwnModule } from "#graders/execution/executor.ts";
import { ownModules } from "#graders/execution/isolated/own-modules.ts";
import { loadExercise, programsFile, projectRoot } from "#graders/spec/load.ts";
import type { Exercise } from "#graders/spec/spec.ts";

export interface CourseExercise extends Exercise {
  /** The spec's programs, as they travel to the child. */
  readonly programModules?: readonly OwnModule[];
}

export interface Course {
  readonly exercises: readonly CourseExercise[];
  /** SHA-256 over everything that decides a verdict: two results with the same one were graded by the same rules. */
  readonly digest: string;
}

export async function loadCourse(ids: readonly string[]): Promise<Course> {
  const exercises = await Promise.all(ids.map(loadCourseExercise));
  return { exercises, digest: await courseDigest(ids) };
}

async function loadCourseExercise(id: string): Promise<CourseExercise> {
  const exercise = await loadExercise(id);
  const file = programsFile(exercise.spec);
  if (!existsSync(join(projectRoot, file))) return exercise;
  return { ...exercise, programModules: await ownModules([file]) };
}

/** The grader's own code, all of reference/, since one reference may use another, and the spec files of the exercises. */
export async function courseDigest(ids: readonly string[]): Promise<string> {
  const wanted = new Set(ids);
  // Besides an exercise's own files, those that specs of a unit share.
  const isSpecFile = (path: string): boolean =>
    wanted.has(path.replace(/\.(json|(inputs|programs|mistakes|bounds)\.ts)$/, "")) ||
    /^\d\d-[^/]+\/[^/.]+\.ts$/.test(path);
  const isCode = (path: string): boolean => /\.c?[jt]s$/.test(path) && !path.endsWith(".test.ts");
  // Attacks on the grader and odd inputs for it are no part of it, nor is what comes after a verdict.
  const isGrader = (path: string): boolean => isCode(path) && !/^(?:attacks|fuzz|policy|similarity|store)\//.test(path);
  const code = [...(await filesBelow("graders", isGrader)), ...(await filesBelow("reference", isCode))];
  const specs = await filesBelow("specs", isSpecFile);
  const digest = createHash("sha256");
  for (const file of [...code, ...specs])
    digest
      .update(`${file}\0`)
      .update(await readFile(join(projectRoot, file)))
      .update("\0");
  return digest.digest("hex");
}

async function filesBelow(folder: string, keep: (path: string) => boolean): Promise<string[]> {
  const found = await readdir(join(projectRoot, folder), { recursive: true });
  return found
    .map((path) => path.replaceAll("\\", "/"))
    .filter(keep)
    .toSorted()
    .map((path) => `${folder}/${path}`);
}
