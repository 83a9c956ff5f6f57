/** `run.json` in the folder of results: what was graded, from where. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "#graders/usage-error.ts";
import { writeWhole } from "./write-reports.ts";

export interface RunRecord {
  /** The folder of submissions; in the file relative to the folder of results. */
  readonly submissions: string;
  readonly exercises: readonly string[];
}

export function writeRunRecord(out: string, record: RunRecord): Promise<void> {
  return writeWhole(join(out, "run.json"), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** @throws UsageError - when there is none. */
export async function readRunRecord(out: string, command: string): Promise<RunRecord> {
  const file = join(out, "run.json");
  if (!existsSync(file))
    throw new UsageError(
      `${command}: ${file} is missing, so it isn't known where the submissions are. Say it with --from <folder>.`,
    );
  const record = JSON.parse(await readFile(file, "utf8")) as RunRecord;
  return { ...record, submissions: resolve(out, record.submissions) };
}
