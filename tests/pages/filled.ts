/**
 * Result documents in which every text that the schema leaves free is a text of one's choice.
 *
 * The schema is walked, not the type: a field that is added tomorrow is filled tomorrow.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import type { Result } from "#graders/result/result.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly exclusiveMinimum?: number;
}

const root = JSON.parse(readFileSync(join(projectRoot, "specs", "schema", "result.schema.json"), "utf8")) as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};

/** Deeper than that, what may be left out is: a value may hold values. */
const deepest = 6;

/** What a field that isn't free holds. A pattern that isn't here is new: say what matches it. */
const matching: Readonly<Record<string, string>> = {
  "^[0-9a-f]{64}$": "a".repeat(64),
  "^[^/]+(/[^/]+)+$": "02-activations/relu",
};

/** From where a field stands, `exercises.console`, to what it holds. */
export type Filling = (path: string) => string;

/** A page shows some things only where others are not there, so there is every exercise again without each of these. */
const instead = ["code", "problem", "values", "fields"];

export function filledResult(textOf: Filling): Result {
  const results = [undefined, ...instead].map((left) => filled(root, [], textOf, left) as Result);
  return { ...results[0]!, exercises: results.flatMap(({ exercises }) => exercises) };
}

function filled(schema: Schema, path: readonly string[], textOf: Filling, left: string | undefined): unknown {
  if (schema.$ref !== undefined) return filled(root.$defs[schema.$ref.replace("#/$defs/", "")]!, path, textOf, left);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.includes("threw") ? "threw" : schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  // A number or a text: the text.
  if (options) return filled(options.find(({ type }) => type === "string") ?? options[0]!, path, textOf, left);
  if (schema.type === "string") return schema.pattern === undefined ? textOf(path.join(".")) : match(schema.pattern);
  if (schema.type === "integer" || schema.type === "number") return 1;
  if (schema.type === "array") return variants(schema.items!).map((items) => filled(items, path, textOf, left));
  if (schema.type === "object") return filledObject(schema, path, textOf, left);
  throw new Error(`filled.ts: ${path.join(".")} is ${JSON.stringify(schema)}, expected a kind that it knows. Add it.`);
}

function filledObject(schema: Schema, path: readonly string[], textOf: Filling, left: string | undefined): object {
  const own = Object.entries(schema.properties ?? {}).filter(
    ([key]) => schema.required?.includes(key) || (path.length < deepest && key !== left),
  );
  const entries = own.map(([key, inner]) => [key, filled(inner, [...path, key], textOf, left)]);
  const { additionalProperties: others } = schema;
  const named = others ? [[textOf([...path, "name"].join(".")), filled(others, path, textOf, left)]] : [];
  return Object.fromEntries([...entries, ...named]);
}

/** Of things with a status one for each, so that a page shows all that it has for them. */
function variants(items: Schema): Schema[] {
  if (items.$ref !== undefined) return variants(root.$defs[items.$ref.replace("#/$defs/", "")]!);
  const statuses = items.properties?.["status"]?.enum;
  if (!statuses) return [items];
  return statuses.map((status) => ({ ...items, properties: { ...items.properties, status: { const: status } } }));
}

function match(pattern: string): string {
  const text = matching[pattern];
  if (text === undefined) throw new Error(`filled.ts: the pattern ${pattern} is new. Add a text that matches it.`);
  return text;
}
