/** Reads the folder of published cases: `<folder>/<library>/<concept>.json`, each an array of cases. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PublishedArray, PublishedCase } from "./published-case.ts";

/** The folder or a file in it is not what its README.md says. */
export class PublishedCasesError extends Error {
  override readonly name = "PublishedCasesError";
  readonly code = "PUBLISHED_CASES";
}

/**
 * All cases, in the order of the files' names.
 *
 * @throws PublishedCasesError - when the folder or a file can't be read, or a case lacks a field.
 */
export function readCases(folder: string): PublishedCase[] {
  const files = caseFiles(folder);
  if (files.length === 0) {
    throw new PublishedCasesError(
      `${folder}: holds no case file, expected <library>/<concept>.json. Name the folder that holds onnx/, keras/ and tfjs/.`,
    );
  }
  return files.flatMap((file) => readFile(folder, file));
}

function caseFiles(folder: string): string[] {
  try {
    if (!statSync(folder).isDirectory())
      throw new PublishedCasesError(`${folder}: is a file, expected the folder of published cases.`);
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
    return found.filter((path) => /^[^/]+\/[^/]+\.json$/.test(path)).sort();
  } catch (error) {
    if (error instanceof PublishedCasesError) throw error;
    throw new PublishedCasesError(
      `${folder}: can't be read (${(error as NodeJS.ErrnoException).code}). Give the path of the folder of published cases.`,
      { cause: error },
    );
  }
}

function readFile(folder: string, file: string): PublishedCase[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    throw new PublishedCasesError(`${file}: is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (!Array.isArray(json))
    throw new PublishedCasesError(
      `${file}: holds ${json === null ? "null" : typeof json}, expected an array of cases.`,
    );
  return json.map((item: unknown, index) => {
    const fault = faultIn(item);
    if (fault) throw new PublishedCasesError(`${file}: case ${index} ${fault}.`);
    const { inputs, outputs, ...rest } = item as PublishedCase;
    return {
      ...rest,
      inputs: inputs.map((array) => array && withData(array)),
      outputs: outputs.map(withData),
      file: file.slice(0, -".json".length),
    };
  });
}

/** Gives shape and data to a value that is a number or an array of numbers, as in cases that were taken from documentation. */
function withData(array: PublishedArray): PublishedArray {
  const { value } = array as { readonly value?: unknown };
  const data = typeof value === "number" ? [value] : Array.isArray(value) ? (value as unknown[]).flat(9) : [];
  if (data.length === 0 || !data.every((entry) => typeof entry === "number")) return array;
  const shape: number[] = [];
  for (let part = value; Array.isArray(part); part = part[0] as unknown) shape.push(part.length);
  return { ...array, shape, data };
}

/** What is wrong with a case, as the end of a sentence; undefined when nothing is. */
function faultIn(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return `is ${JSON.stringify(item)}, expected an object`;
  const fields = item as { readonly [name: string]: unknown };
  for (const name of ["name", "op"]) if (typeof fields[name] !== "string") return `has no ${name}, expected a text`;
  if (typeof fields["attributes"] !== "object" || fields["attributes"] === null)
    return "has no attributes, expected an object";
  for (const name of ["inputs", "outputs"]) {
    const arrays = fields[name];
    if (!Array.isArray(arrays)) return `has no ${name}, expected an array`;
    for (const [index, array] of arrays.entries()) {
      const wrong = array === null ? undefined : faultInArray(array as { readonly [name: string]: unknown });
      if (wrong) return `is wrong at ${name}[${index}]: ${wrong}`;
    }
  }
  return undefined;
}

function faultInArray(array: { readonly [name: string]: unknown }): string | undefined {
  if ("value" in array) return undefined;
  const { shape, data } = array;
  if (!Array.isArray(shape) || !Array.isArray(data)) return "it has neither shape and data nor a value";
  const size = (shape as number[]).reduce((product, length) => product * length, 1);
  if (size !== data.length) return `shape [${shape.join(", ")}] holds ${size} values, data has ${data.length}`;
  return undefined;
}
