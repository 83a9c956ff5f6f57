/** Reads a result document, refusing what is not one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { UsageError } from "#graders/usage-error.ts";
import type { Result } from "./result.ts";

let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
  const schema = join(import.meta.dirname, "..", "..", "specs", "schema", "result.schema.json");
  return (compiled ??= new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  }).compile(JSON.parse(readFileSync(schema, "utf8")) as object));
}

/** @throws UsageError - when the text is not a result of this format; names the file and the first rule broken. */
export function readResult(text: string, file: string): Result {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${file} is not JSON: ${(error as Error).message}. Expected a result that \`gradecheck grade\` wrote.`,
    );
  }
  const validate = validator();
  if (!validate(json)) {
    const [first] = validate.errors ?? [];
    throw new UsageError(
      `${file} is not a result of this version of gradecheck: ${first?.instancePath || "the document"} ${first?.message ?? "breaks a rule"}. Grade the submission again.`,
    );
  }
  return json as Result;
}
