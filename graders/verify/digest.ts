/** Which files decide a result: some that are named, and all of ours that they import. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { join, relative } from "node:path";
import { lexImports } from "#graders/execution/source/imports.ts";
import { projectRoot } from "#graders/spec/load.ts";

/**
 * SHA-256 over the content files and the graders' code that decide a result.
 *
 * @param content - below `root`; those that don't exist are left out.
 * @param graders - below this project.
 * @param options.salt - whatever else decides: the version of a library, a number of seeds.
 */
export async function digestOfFiles(
  content: readonly string[],
  graders: readonly string[],
  { root = projectRoot, salt = "" }: { readonly root?: string; readonly salt?: string } = {},
): Promise<string> {
  const digest = createHash("sha256").update(salt);
  const add = (folder: string, files: readonly string[]): void => {
    for (const file of files)
      digest
        .update(`\0${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update("\0");
  };
  add(root, await closureOf(content, root));
  add(projectRoot, await closureOf(graders, projectRoot));
  return digest.digest("hex");
}

/** These files, where they exist, and all of ours that they import, in order of their names; types are no imports. */
export async function closureOf(files: readonly string[], root: string): Promise<string[]> {
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
