/** Our own modules as they travel to a child: types stripped, each with what its imports mean. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { OwnModule } from "../executor.ts";
import { lexImports } from "../source/imports.ts";
import { stripTypes } from "../source/strip.ts";

const projectRoot = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Modules with all that they import, the given ones first.
 *
 * @param entries - paths below the project's root.
 * @param tensor - the module that `#tensor` stands for; when left out, the one that the realm already has.
 */
export async function ownModules(entries: readonly string[], tensor?: string): Promise<OwnModule[]> {
  const paths = new Set(entries);
  const modules: OwnModule[] = [];
  for (const path of paths) {
    const stripped = await stripTypes(path, await readFile(projectRoot + path, "utf8"));
    if (stripped.status === "broken") throw new Error(stripped.problem.message);
    const links: Record<string, string> = {};
    for (const { specifier } of await lexImports(stripped.text)) {
      if (specifier === undefined || specifier === null) continue;
      const target = specifier === "#tensor" ? tensor : pathOf(specifier, path);
      if (target === undefined) continue;
      links[specifier] = target;
      paths.add(target);
    }
    modules.push({ path, text: stripped.text, links });
  }
  return modules;
}

/**
 * A helper of the reference may travel as well, an exercise of it never: its answer would lie beside the student's code.
 */
function pathOf(specifier: string, from: string): string {
  if (!specifier.startsWith("#reference/")) return posix.join(posix.dirname(from), specifier);
  const path = specifier.slice(1);
  const spec = path.replace(/^reference\//, "specs/").replace(/\.ts$/, ".json");
  if (existsSync(projectRoot + spec))
    throw new Error(
      `${from} imports ${specifier}, which is the answer to an exercise. What programs import goes to the child.`,
    );
  return path;
}
