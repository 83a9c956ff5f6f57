/**
 * Finds and loads specs. A spec that is wrong gives one error with file, path, rule and remedy, and no other trace.
 */
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exportsOf, type Bound, type Exercise, type Generator, type Mistake, type Spec, type Variant } from "./spec.ts";
import { parseSpec } from "./parse.ts";
import { SpecError } from "./spec-error.ts";
import { nearest } from "#graders/spelling.ts";
import { UsageError } from "#graders/usage-error.ts";

/** The folder that holds specs/, reference/ and exercises/. */
export const projectRoot = join(import.meta.dirname, "..", "..");

/** Ids of all exercises, in the order of the course. */
export async function exerciseIds(root = projectRoot): Promise<string[]> {
  const found = await readdir(join(root, "specs"), { recursive: true });
  return found
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".json") && !path.endsWith(".survivors.json") && !path.startsWith("schema/"))
    .map((path) => path.slice(0, -".json".length))
    .sort();
}

/**
 * Ids that match what a person typed: a whole id, an exercise's name, a unit (`02-activations`, `02`, `activations`), or a file.
 *
 * @throws UsageError - when a name matches nothing; it says what was perhaps meant.
 */
export function selectIds(all: readonly string[], names: readonly string[]): string[] {
  if (names.length === 0) return [...all];
  const selected = new Set<string>();
  for (const name of names.flatMap((list) => list.split(","))) {
    const plain = name
      .replace(/^(.*\/)?exercises\//, "")
      .replace(/(\.test)?\.ts$/, "")
      .replace(/\/$/, "");
    const matching = all.filter((id) => namesOf(id).includes(plain));
    if (matching.length === 0) {
      const meant = nearest(plain, all.flatMap(namesOf));
      throw new UsageError(
        `"${name}" is no exercise and no unit. ${meant ? `Did you mean ${meant}?` : `Name an exercise (relu), its id (02-activations/relu) or a unit (02).`}`,
      );
    }
    for (const id of matching) selected.add(id);
  }
  return all.filter((id) => selected.has(id));
}

function namesOf(id: string): string[] {
  const [unit, name] = id.split("/") as [string, string];
  const [number, ...words] = unit.split("-");
  return [id, name, unit, number!, words.join("-")];
}

/** Reads and checks the JSON of one spec. `validate` is the schema check; the student's own test run leaves it to `verify`. */
export function loadSpec(id: string, root = projectRoot, validate?: (file: string, json: unknown) => void): Spec {
  const file = `specs/${id}.json`;
  const text = readText(root, file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SpecError(`${file}: is not JSON: ${(error as Error).message}.`);
  }
  if (isDeeperThan(mostLevels, json))
    throw new SpecError(`${file}: nests lists or objects in more than ${mostLevels} levels. Write it flatter.`);
  validate?.(file, json);
  return parseSpec(id, file, json);
}

/** Schema and parser call themselves for each level, and so would end in an overflow of the stack. */
const mostLevels = 50;

function isDeeperThan(levels: number, json: unknown): boolean {
  if (typeof json !== "object" || json === null) return false;
  return levels === 0 || Object.values(json).some((inner) => isDeeperThan(levels - 1, inner));
}

/** Loads the spec with reference, programs, generators, and (unless `diagnose` is false) the catalogue of mistakes. */
export async function loadExercise(
  id: string,
  root = projectRoot,
  validate?: (file: string, json: unknown) => void,
): Promise<Exercise> {
  const spec = loadSpec(id, root, validate);
  const [reference, programs, generators, mistakes, bounds] = await Promise.all([
    importModule(root, `reference/${id}.ts`),
    importModule(root, programsFile(spec), "optional"),
    importModule(root, `specs/${id}.inputs.ts`, "optional"),
    importModule(root, `specs/${id}.mistakes.ts`, "optional"),
    importModule(root, `specs/${id}.bounds.ts`, "optional"),
  ]);
  if (!reference)
    throw new SpecError(`reference/${id}.ts: does not exist. Every spec needs a reference at the same path.`);
  for (const name of exportsOf(spec)) {
    if (typeof reference[name] !== "function")
      throw new SpecError(`specs/${id}.json: ${name} is not exported by reference/${id}.ts.`);
  }
  for (const name of spec.programs.keys()) {
    if (typeof programs?.[name] !== "function")
      throw new SpecError(`specs/${id}.json: /programs/${name} is not exported by specs/${id}.programs.ts.`);
  }
  return {
    spec,
    reference,
    ...(programs ? { programs } : {}),
    generators: (generators?.["default"] ?? {}) as { [name: string]: Generator },
    ...(bounds ? { bounds: bounds as { [name: string]: Bound } } : {}),
    mistakes: catalogue(mistakes?.["default"], ({ looksLike, reread, ...exports }): Mistake => ({
      looksLike: String(looksLike),
      reread: String(reread),
      exports,
    })),
  };
}

/** What runs beside the module under test: the spec's own programs, or what calls host functions with a device. */
export function programsFile({ id, device }: Spec): string {
  return device ? "graders/execution/kernels/programs.ts" : `specs/${id}.programs.ts`;
}

/** The accepted variants, which grading has no use for. */
export async function loadVariants(id: string, root = projectRoot): Promise<ReadonlyMap<string, Variant>> {
  const variants = await importModule(root, `specs/${id}.variants.ts`, "optional");
  return catalogue(variants?.["default"], (exports): Variant => ({ exports }));
}

function catalogue<Entry>(
  entries: unknown,
  read: (entry: { [name: string]: unknown }) => Entry,
): ReadonlyMap<string, Entry> {
  return new Map(
    Object.entries((entries ?? {}) as { [name: string]: { [name: string]: unknown } }).map(([name, entry]) => [
      name,
      read(entry),
    ]),
  );
}

async function importModule(
  root: string,
  path: string,
  need: "required" | "optional" = "required",
): Promise<{ readonly [name: string]: unknown } | undefined> {
  const file = join(root, path);
  if (!existsSync(file)) {
    if (need === "optional") return undefined;
    throw new SpecError(`${path}: does not exist. Every spec needs a reference at the same path.`);
  }
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { [name: string]: unknown };
  } catch (error) {
    throw new SpecError(`${path}: can't be loaded: ${(error as Error).message}`, { cause: error });
  }
}

function readText(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    throw new SpecError(`${file}: can't be read. Run \`gradecheck verify\` to list the exercises there are.`);
  }
}
