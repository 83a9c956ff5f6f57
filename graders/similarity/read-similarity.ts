/** Reads `similarity.json`, which a person may have changed since it was written. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Similarity } from "#graders/result/similarity.ts";
import { schemaFaults } from "#graders/spec/validate.ts";
import { UsageError } from "#graders/usage-error.ts";

let faultsOf: ReturnType<typeof schemaFaults> | undefined;

export function similarityFile(out: string): string {
  return join(out, "similarity.json");
}

/** Undefined where the class was not compared. @throws UsageError - when the file is not what was written. */
export async function readSimilarity(out: string): Promise<Similarity | undefined> {
  const file = similarityFile(out);
  if (!existsSync(file)) return undefined;
  const remedy = "Run `gradecheck similarity` to write it again, or delete it.";
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: is not JSON: ${(error as Error).message}. ${remedy}`);
  }
  faultsOf ??= schemaFaults("similarity");
  const faults = faultsOf(file, json);
  if (faults.length > 0) throw new UsageError([...faults, remedy].join("\n"));
  return json as Similarity;
}
