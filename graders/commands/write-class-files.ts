/** Writes what a batch gives for the class: its page, a map where it is large, the analysis of exercises and checks, and a gradebook. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BriefResult } from "#graders/result/brief.ts";
import { classPage, gradebookCsv, itemsPage, mapPage, needsMapPage } from "#reports/index.ts";
import type { Language } from "#reports/texts/language.ts";
import { classFacts, type ClassOptions } from "./class-facts.ts";
import { recordedLanguage } from "./run-record.ts";
import { writeWhole } from "./write-whole.ts";

export interface ClassFilesOptions extends ClassOptions {
  /** As it was recorded when left out. */
  readonly language?: Language | undefined;
}

export async function writeClassFiles(
  out: string,
  results: readonly BriefResult[],
  options: ClassFilesOptions,
): Promise<void> {
  const language = options.language ?? (await recordedLanguage(out));
  const facts = await classFacts(out, results, options);
  const map = join(out, "map.html");
  if (needsMapPage(facts)) await writeWhole(map, mapPage(facts, { folder: "reports/", language }));
  await writeWhole(join(out, "index.html"), classPage(facts, { folder: "reports/", language }));
  // That of an earlier run would tell of another class.
  if (!needsMapPage(facts)) await rm(map, { force: true });
  await writeWhole(join(out, "items.html"), itemsPage(facts, { language }));
  await writeWhole(join(out, "gradebook.csv"), gradebookCsv(results));
}
