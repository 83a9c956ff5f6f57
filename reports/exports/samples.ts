/** Persons of the sample class, and the check of a document against a schema, for the tests of exports. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { result } from "../samples/build.ts";
import { attention, pooling, relu, sgd } from "../samples/exercises.ts";
import { samples } from "../samples/results.ts";
import type { Graded } from "./person.ts";

/** 3 of 10 points, and 4 that could not be graded. */
export const ada: Graded = {
  result: result("ada", [relu, sgd]),
  person: { id: "101", name: "Ada Lovelace", email: "Ada@example.org", login: "ada", sisId: "S-1", section: "Blue" },
};
/** Nothing of it could be graded. */
export const grace: Graded = {
  result: result("grace", [attention]),
  person: { id: "102", name: "Grace Hopper", email: "grace@example.org", login: "grace", sisId: "S-2" },
};
/** Handed in and worth nothing: a zero. */
export const alan: Graded = {
  result: result("alan", [pooling]),
  person: { id: "103", name: "Alan Turing", email: "alan@example.org", login: "alan", sisId: "S-3" },
};
/** The roster doesn't know who this is. */
export const stranger: Graded = { result: result("x-007", [pooling]) };

export const secrets = /SECRET|123456789|987654321|LATER-SUMMARY/;
export const everyResult: readonly Result[] = [...samples, ada.result, grace.result, alan.result];

const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, allowUnionTypes: true });
const validators: Record<string, ValidateFunction> = {};

/** Fails with what the schema of that name finds wrong. */
export function expectValid(name: string, document: unknown): void {
  const validate = (validators[name] ??= ajv.compile(schemaOf(name)));
  validate(document);
  expect(validate.errors ?? [], JSON.stringify(document, undefined, 2).slice(0, 2000)).toEqual([]);
}

function schemaOf(name: string): object {
  const file = join(import.meta.dirname, "..", "..", "specs", "schema", "exports", `${name}.schema.json`);
  return JSON.parse(readFileSync(file, "utf8")) as object;
}
