import { existsSync } from "node:fs";
import { storeFile } from "#graders/store/store.ts";
import { UsageError } from "#graders/usage-error.ts";

/** @throws UsageError - when nothing was graded into this folder. */
export function requireStore(out: string, command: string): void {
  if (existsSync(storeFile(out))) return;
  throw new UsageError(
    `${command}: ${out} holds no grades. Give the folder that \`gradecheck grade\` wrote, named by its --out.`,
  );
}
