/** The files that are mutated, and the exercises whose specs must notice it: one file of an exercise, or a helper of several. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { join, relative } from "node:path";
import { lexImports } from "#graders/execution/source/imports.ts";
import { projectRoot } from "#graders/spec/load.ts";

export interface Target {
  /** The path below reference/ without `.ts`: for an exercise's own file, the exercise's id. */
  readonly id: string;
  readonly exercises: readonly string[];
}

/** Every exercise, and every file of reference/ that they import without being one. The tensor library has tests of its own. */
export async function targetsOf(exercises: readonly string[], root = projectRoot): Promise<Target[]> {
  const testers = new Map(exercises.map((id) => [id, [id]]));
  for (const exercise of exercises) {
    for (const file of await closureOf([`reference/${exercise}.ts`], root)) {
      const id = /^reference\/(?!tensor\/)(.*)\.ts$/.exec(file)?.[1];
      if (id === undefined || exercises.includes(id)) continue;
      testers.set(id, [...(testers.get(id) ?? []), exercise]);
    }
  }
  return [...testers].map(([id, exercises]) => ({ id, exercises })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** SHA-256 over all that decides a target's result: references, specs and what they import, and the code that grades. */
export async function digestOf({ id, exercises }: Target, root = projectRoot): Promise<string> {
  const specs = exercises.flatMap((exercise) =>
    ["json", "inputs.ts", "programs.ts"].map((ending) => `specs/${exercise}.${ending}`),
  );
  const references = [id, ...exercises].map((name) => `reference/${name}.ts`);
  const own = await closureOf([...references, ...specs], root);
  const graders = await closureOf(
    ["score-target.ts", "worker.ts"].map((name) => `graders/verify/mutation/${name}`),
    projectRoot,
  );
  const digest = createHash("sha256").update(instrumenterVersion());
  for (const [folder, files] of [
    [root, own],
    [projectRoot, graders],
  ] as const)
    for (const file of files)
      digest
        .update(`\0${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update("\0");
  return digest.digest("hex");
}

/** These files, where they exist, and all of ours that they import, in order of their names; types are no imports. */
async function closureOf(files: readonly string[], root: string): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file) || !existsSync(join(root, file))) return;
    found.add(file);
    for (const imported of await importsOf(join(root, file)))
      await visit(relative(root, imported).replaceAll("\\", "/"));
  };
  for (const file of files) await visit(file);
  return [...found].sort();
}

const known = new Map<string, { readonly text: string; readonly imports: readonly string[] }>();

async function importsOf(path: string): Promise<readonly string[]> {
  if (!path.endsWith(".ts")) return [];
  const text = readFileSync(path, "utf8");
  if (known.get(path)?.text !== text) {
    const { resolve } = createRequire(path);
    const specifiers = (await lexImports(stripTypeScriptTypes(text))).flatMap(({ specifier }) => specifier ?? []);
    known.set(path, { text, imports: specifiers.filter((name) => /^[.#]/.test(name)).map((name) => resolve(name)) });
  }
  return known.get(path)!.imports;
}

function instrumenterVersion(): string {
  const file = createRequire(import.meta.url).resolve("@stryker-mutator/instrumenter/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
