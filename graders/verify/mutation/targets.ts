/** The files that are mutated, and the exercises whose specs must notice it: one file of an exercise, or a helper of several. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { projectRoot } from "#graders/spec/load.ts";
import { closureOf, digestOfFiles } from "../digest.ts";

export interface Target {
  /** The path below reference/ without `.ts`: for an exercise's own file, the exercise's id. */
  readonly id: string;
  readonly exercises: readonly string[];
}

/** Every exercise, and every file of reference/ that they import without being one. The tensor library has tests of its own. */
export async function targetsOf(exercises: readonly string[], root = projectRoot): Promise<Target[]> {
  const testers = new Map(exercises.map((id) => [id, [id]]));
  for (const exercise of exercises) {
    for (const file of await closureOf([`reference/${exercise}.ts`], root)) {
      const id = /^reference\/(?!tensor\/)(.*)\.ts$/.exec(file)?.[1];
      if (id === undefined || exercises.includes(id)) continue;
      testers.set(id, [...(testers.get(id) ?? []), exercise]);
    }
  }
  return [...testers].map(([id, exercises]) => ({ id, exercises })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** SHA-256 over all that decides a target's result: references, specs and what they import, and the code that grades. */
export async function digestOf({ id, exercises }: Target, root = projectRoot): Promise<string> {
  const specs = exercises.flatMap((exercise) =>
    ["json", "inputs.ts", "programs.ts"].map((ending) => `specs/${exercise}.${ending}`),
  );
  const references = [id, ...exercises].map((name) => `reference/${name}.ts`);
  const graders = ["score-target.ts", "worker.ts"].map((name) => `graders/verify/mutation/${name}`);
  return digestOfFiles([...references, ...specs], graders, { root, salt: instrumenterVersion() });
}

function instrumenterVersion(): string {
  const file = createRequire(import.meta.url).resolve("@stryker-mutator/instrumenter/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
