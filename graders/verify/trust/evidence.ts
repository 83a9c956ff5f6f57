/** What speaks for a spec, as it is kept in docs/trust/specs.json. */
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { digestOfFiles } from "../digest.ts";
import { KeptFile, type Kept } from "../kept.ts";
import type { Steadiness } from "../steadiness.ts";
import type { Verification } from "../verify-exercise.ts";

export interface Evidence extends Kept {
  /** As many as were asked for; a training gets fewer. */
  readonly seeds: number;
  readonly checks: number;
  readonly points: number;
  readonly mistakes: Verification["mistakes"];
  readonly variants: number;
  readonly steadiness: Steadiness;
}

export const evidence = new KeptFile<Evidence>(join(projectRoot, "docs", "trust", "specs.json"));

/**
 * Whether it is of this version of the exercise and of all that grades it, no right code lost a point, and no mistake went
 * unseen. Which of its checks sees a mistake may depend on the seed.
 */
export async function isProven({ id, digest, seeds, mistakes, steadiness }: Evidence): Promise<boolean> {
  const isMissed = mistakes.caught < mistakes.of || steadiness.mistakes.missed > 0;
  const isClean = !isMissed && steadiness.right.refused === 0;
  return isClean && digest === (await digestOfEvidence(id, seeds));
}

/** Of all that decides an exercise's evidence: everything of it, the code that grades, and how many seeds were tried. */
export function digestOfEvidence(id: string, seeds: number): Promise<string> {
  const specs = ["json", "inputs.ts", "programs.ts", "bounds.ts", "mistakes.ts", "variants.ts"].map(
    (end) => `specs/${id}.${end}`,
  );
  return digestOfFiles([`reference/${id}.ts`, `exercises/${id}.ts`, ...specs], ["graders/verify/worker.ts"], {
    salt: String(seeds),
  });
}
