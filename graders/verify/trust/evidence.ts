/**
 * What speaks for a spec, exercise by exercise, kept in docs/trust/specs.json by a digest of all that decides it, so a
 * run that was stopped goes on where it was and what is unchanged isn't graded again.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { digestOfFiles } from "../digest.ts";
import type { Steadiness } from "../steadiness.ts";
import type { Verification } from "../verify-exercise.ts";

export interface Evidence {
  readonly id: string;
  readonly digest: string;
  readonly checks: number;
  readonly points: number;
  readonly mistakes: Verification["mistakes"];
  readonly variants: number;
  readonly steadiness: Steadiness;
}

export const evidenceFile = join(projectRoot, "docs", "trust", "specs.json");

export function readEvidence(file = evidenceFile): readonly Evidence[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Evidence[]) : [];
}

/** Puts one exercise's evidence in place of an older one. */
export function keepEvidence(evidence: Evidence, file = evidenceFile): void {
  const all = [...readEvidence(file).filter(({ id }) => id !== evidence.id), evidence];
  all.sort((a, b) => (a.id < b.id ? -1 : 1));
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(all, undefined, 1)}\n`);
  renameSync(partial, file);
}

/** Of all that decides an exercise's evidence: everything of it, the code that grades, and how many seeds were tried. */
export function digestOfEvidence(id: string, seeds: number): Promise<string> {
  const specs = ["json", "inputs.ts", "programs.ts", "mistakes.ts", "variants.ts"].map((end) => `specs/${id}.${end}`);
  return digestOfFiles([`reference/${id}.ts`, `exercises/${id}.ts`, ...specs], ["graders/verify/worker.ts"], {
    salt: String(seeds),
  });
}
