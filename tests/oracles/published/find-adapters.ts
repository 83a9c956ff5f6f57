/** Finds the adapters by their path: `adapters/<id>.ts` belongs to the exercise `<id>`. There is no list to extend. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "#graders/spec/load.ts";
import type { Adapter } from "./adapter.ts";

const adaptersFolder = join(import.meta.dirname, "adapters");

/** The adapter of each of these exercises that has one. */
export async function findAdapters(ids: readonly string[]): Promise<Map<string, Adapter>> {
  const adapters = new Map<string, Adapter>();
  for (const id of ids) {
    const file = join(adaptersFolder, `${id}.ts`);
    if (!existsSync(file)) continue;
    const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { readonly default: Adapter };
    adapters.set(id, module.default);
  }
  return adapters;
}

/** Adapters whose exercise does not exist: a wrong path, or an exercise that was renamed. */
export async function strayAdapters(root = projectRoot): Promise<string[]> {
  const files = await readdir(adaptersFolder, { recursive: true });
  return files
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !existsSync(join(root, "reference", file)))
    .sort();
}
