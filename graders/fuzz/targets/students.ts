/** Code that a student might hand in, right, half right and not begun: what damaged sources are made from. */
import type { OwnModule } from "#graders/execution/executor.ts";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareExercise, type Prepared } from "#graders/execution/source.ts";
import { firstOf, textFile, type SubmissionFiles } from "#graders/intake/submission-files.ts";
import { exerciseIds, projectRoot } from "#graders/spec/load.ts";

export interface Work {
  readonly id: string;
  readonly from: "reference" | "stub" | "example";
  readonly text: string;
}

/** References and stubs of all exercises, and the examples; references that lean on files of their own are left out. */
export async function knownWork(): Promise<Work[]> {
  const examples = join(projectRoot, "examples", "submissions");
  const students = existsSync(examples) ? readdirSync(examples).filter((name) => !name.includes(".")) : [];
  const work: Work[] = [];
  for (const id of await exerciseIds()) {
    const add = (from: Work["from"], ...path: string[]): void => {
      const file = join(projectRoot, ...path, `${id}.ts`);
      if (existsSync(file)) work.push({ id, from, text: readFileSync(file, "utf8") });
    };
    add("reference", "reference");
    add("stub", "exercises");
    for (const student of students) add("example", "examples", "submissions", student);
  }
  return work.filter(({ text }) => !/from "\.|from "#(?!tensor)/.test(text));
}

export function prepare(id: string, text: string, programs?: readonly OwnModule[]): Promise<Prepared> {
  const bytes = Buffer.from(text);
  const only: SubmissionFiles = {
    read: (paths) =>
      firstOf(paths, async (path) => (path === `${id}.ts` ? textFile(path, bytes) : { status: "missing" })),
  };
  return prepareExercise({ submission: only, id, ...(programs === undefined ? {} : { programs }) });
}
