/** Holds the JSON of a spec against its schema, with messages for the person who wrote it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { nearest } from "#graders/spelling.ts";
import { projectRoot } from "./load.ts";
import { SpecError } from "./spec-error.ts";

/** Makes a validator that throws a {@link SpecError} naming file, path, rule and remedy. Compiled once. */
export function specValidator(kind: "spec" | "survivors" = "spec"): (file: string, json: unknown) => void {
  const faultsOf = schemaFaults(kind);
  return (file, json) => {
    const faults = faultsOf(file, json);
    if (faults.length > 0) throw new SpecError(faults.join("\n"));
  };
}

/** Makes a function that says what of a document breaks its schema: file, path, rule and remedy, one line each. Compiled once. */
export function schemaFaults(
  kind: "spec" | "survivors" | "policy" | "manual" | "similarity",
): (file: string, json: unknown) => readonly string[] {
  const schemaFile = join(projectRoot, "specs", "schema", `${kind}.schema.json`);
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as object;
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    useDefaults: false,
    verbose: true,
  }).compile(schema);
  return (file, json) => {
    if (validate(json)) return [];
    const errors = validate.errors ?? [];
    const lines = errors.slice(0, shownErrors).map((error) => `${file}: ${inWords(error)}`);
    if (errors.length > shownErrors) lines.push(`${file}: and ${errors.length - shownErrors} faults more.`);
    return lines;
  };
}

const shownErrors = 20;
const shownCharacters = 80;

function cut(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

/** On one line, whatever is in it. */
function shown(value: unknown): string {
  return cut(JSON.stringify(value));
}

function inWords(error: ErrorObject): string {
  const path = error.instancePath === "" ? "the document" : error.instancePath;
  const parameters = error.params as { readonly [name: string]: unknown };
  switch (error.keyword) {
    case "required":
      return `${path} lacks "${String(parameters["missingProperty"])}". Add it.`;
    case "additionalProperties": {
      const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      const extra = String(parameters["additionalProperty"]);
      return `${path} has "${extra}", which is not known. ${suggestion(extra, known)}`;
    }
    case "enum":
      return `${path} is ${shown(error.data)}, expected one of ${(parameters["allowedValues"] as unknown[]).map((value) => JSON.stringify(value)).join(", ")}.`;
    case "type":
      return `${path} is ${shown(error.data)}, expected ${[parameters["type"]].flat().join(" or ")}.`;
    case "dependentRequired":
      return `${path} has "${String(parameters["property"])}" and lacks "${String(parameters["missingProperty"])}". Add it.`;
    default:
      return `${path} is ${shown(error.data)}${remedy(error)}`;
  }
}

/** What the schema's author would write there, where there are examples; a rule such as "must be >= 0" is its own. */
function remedy({ keyword, message, parentSchema }: ErrorObject): string {
  const { examples = [] } = (parentSchema ?? {}) as { examples?: readonly unknown[] };
  return keyword === "pattern" && examples.length > 0
    ? `, expected a text such as ${examples.map((each) => JSON.stringify(each)).join(" or ")}.`
    : `: it ${message ?? "breaks a rule"}.`;
}

function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near ? `Did you mean "${near}"?` : `Known are ${known.join(", ")}.`;
}
