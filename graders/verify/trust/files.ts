/** The three files from which docs/trust.md is made, and the writing of it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { readLedger } from "../mutation/ledger.ts";
import { evidence } from "./evidence.ts";
import { writeExerciseLine } from "./exercise-line.ts";
import { trustPage, type TrustFiles } from "./page.ts";

export function readTrustFiles(): TrustFiles {
  const file = join(projectRoot, "docs", "trust", "gradcheck.json");
  const gradcheck = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as TrustFiles["gradcheck"]) : undefined;
  return { specs: evidence.read(), mutation: readLedger(), gradcheck };
}

/** Writes docs/trust.md, and the last lines of the exercises' pages. */
export function writeTrust(): void {
  const files = readTrustFiles();
  writeFileSync(join(projectRoot, "docs", "trust.md"), trustPage(files));
  for (const one of files.specs)
    writeExerciseLine(
      projectRoot,
      one,
      files.mutation.find(({ id }) => id === one.id),
    );
}
