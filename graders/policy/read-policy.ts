/** Reads `policy.json`, refusing what can't be followed with file, path, value, rule and remedy. */
import { existsSync, lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { schemaFaults } from "#graders/spec/validate.ts";
import { UsageError } from "#graders/usage-error.ts";
import { faultsOf } from "./policy-faults.ts";
import type { Policy } from "./policy.ts";

let faultsOfSchema: ReturnType<typeof schemaFaults> | undefined;

/** @throws UsageError - one line for each fault. */
export function readPolicy(text: string, file: string): Policy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: is not JSON: ${(error as Error).message}. See docs/policies.md for an example.`);
  }
  faultsOfSchema ??= schemaFaults("policy");
  const faults = faultsOfSchema(file, json);
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  const own = faultsOf(json as Policy);
  if (own.length > 0) throw new UsageError(own.map((fault) => `${file}: ${fault}`).join("\n"));
  return json as Policy;
}

/**
 * The policy beside the submissions; undefined where there is none.
 *
 * @param path - the folder of submissions, in which it lies; or an archive or a list, beside which it lies.
 * @throws UsageError - when it can't be followed.
 */
export async function policyBeside(path: string): Promise<Policy | undefined> {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const file = join(isFile ? dirname(path) : path, "policy.json");
  return existsSync(file) ? readPolicy(await readFile(file, "utf8"), file) : undefined;
}
