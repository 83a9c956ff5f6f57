/** What a tool says of every pair of a planted class, however little alike they are. */
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import type { Given, Tool } from "#graders/similarity/tool.ts";
import type { PlantedClass } from "./planted-class.ts";
import type { Judged } from "./ranking.ts";

/** @param tool - with a threshold of 0. A pair that it passes over counts as not alike. */
export async function judgedPairs<Answer>(
  tool: Tool<Answer>,
  { answers, sources }: PlantedClass,
  given: Given,
): Promise<Judged[]> {
  const prepared = new Map(
    [...answers].map(([id, text]) => [id, tool.prepare([{ path: `${id}.ts`, text: plain(text) }])]),
  );
  const { pairs } = await tool.compare(prepared, given);
  const judged = pairs.map(({ a, b, share }) => ({ share, copied: sources.get(a) === b || sources.get(b) === a }));
  const missed = sources.size - judged.filter(({ copied }) => copied).length;
  return [...judged, ...Array.from({ length: missed }, () => ({ share: 0, copied: true }))];
}

export async function givenOf(exercise: string): Promise<Given> {
  const read = async (folder: string): Promise<string> =>
    plain(await readFile(join(projectRoot, folder, `${exercise}.ts`), "utf8"));
  return { stub: await read("exercises"), reference: await read("reference") };
}

export function plain(text: string): string {
  return stripTypeScriptTypes(text, { mode: "strip" });
}
