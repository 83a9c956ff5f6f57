/** The results that are kept, in a file with stable bytes: sorted, without a clock reading or a path of this machine. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import type { Survivor } from "./score-target.ts";

export interface LedgerEntry {
  readonly id: string;
  /** Of all that decides the result. */
  readonly digest: string;
  readonly mutants: number;
  readonly killed: number;
  /** How many survivors have an explanation; they don't count in the score. */
  readonly explained: number;
  /** Killed of killed and survived. */
  readonly score: number;
  readonly survived: readonly Survivor[];
  /** The explained ones. */
  readonly equivalent: readonly (Survivor & { readonly why: string })[];
}

export const ledgerFile = join(projectRoot, "docs", "trust", "mutation.json");

export function readLedger(file = ledgerFile): readonly LedgerEntry[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as LedgerEntry[]) : [];
}

/** Puts one result in place of an older one. The file is read again each time: another run may write to it. */
export function recordIn(file = ledgerFile, entry: LedgerEntry): void {
  const { id, digest, mutants, killed, explained, score, survived, equivalent } = entry;
  const own: LedgerEntry = { id, digest, mutants, killed, explained, score, survived, equivalent };
  const all = [...readLedger(file).filter((other) => other.id !== id), own].sort((a, b) => (a.id < b.id ? -1 : 1));
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(all, undefined, 2)}\n`);
  renameSync(partial, file);
}
