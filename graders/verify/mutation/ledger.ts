/** The mutants of one file as they are kept in docs/trust/mutation.json. */
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { KeptFile, type Kept } from "../kept.ts";
import type { Survivor } from "./score-target.ts";

export interface LedgerEntry extends Kept {
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
  return new KeptFile<LedgerEntry>(file).read();
}

export function recordIn(file = ledgerFile, entry: LedgerEntry): void {
  const { id, digest, mutants, killed, explained, score, survived, equivalent } = entry;
  new KeptFile<LedgerEntry>(file).keep({ id, digest, mutants, killed, explained, score, survived, equivalent });
}
