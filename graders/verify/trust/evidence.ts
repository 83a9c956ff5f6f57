/** What speaks for a spec, as it is kept in docs/trust/specs.json. */
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { digestOfFiles } from "../digest.ts";
import { KeptFile, type Kept } from "../kept.ts";
import type { Steadiness } from "../steadiness.ts";
import type { Verification } from "../verify-exercise.ts";

export interface Evidence extends Kept {
  readonly checks: number;
  readonly points: number;
  readonly mistakes: Verification["mistakes"];
  readonly variants: number;
  readonly steadiness: Steadiness;
}

export const evidence = new KeptFile<Evidence>(join(projectRoot, "docs", "trust", "specs.json"));

/** Of all that decides an exercise's evidence: everything of it, the code that grades, and how many seeds were tried. */
export function digestOfEvidence(id: string, seeds: number): Promise<string> {
  const specs = ["json", "inputs.ts", "programs.ts", "bounds.ts", "mistakes.ts", "variants.ts"].map(
    (end) => `specs/${id}.${end}`,
  );
  return digestOfFiles([`reference/${id}.ts`, `exercises/${id}.ts`, ...specs], ["graders/verify/worker.ts"], {
    salt: String(seeds),
  });
}
