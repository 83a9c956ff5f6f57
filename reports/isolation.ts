/** How code was kept apart from the grader, in the same words in every report. */
import type { IsolationReport, Result } from "#graders/result/result.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";

/** `sealed; 19 ways out tried before grading, none got through` */
export function isolationText(
  { level, probes, open }: IsolationReport,
  { texts }: Pick<Language, "texts"> = english,
): string {
  const { tried, none, open: opened } = texts.common.isolation;
  return `${level}; ${tried(probes)}, ${open.length === 0 ? none : opened(open.join(", "))}`;
}

/** The same for a class: once where all were graded alike, else with how many each holds for. */
export function isolationOfClass(results: readonly Result[], language: Pick<Language, "texts"> = english): string {
  const texts = results.map(({ grader }) => isolationText(grader.isolation, language));
  const different = [...new Set(texts)];
  if (different.length === 1) return different[0]!;
  return different
    .map((text) => `${text} (${texts.filter((other) => other === text).length} of ${texts.length})`)
    .join("; ");
}
