/** How code was kept apart from the grader, in the same words in every report. */
import type { IsolationReport, Result } from "#graders/result/result.ts";
import { counted } from "./words.ts";

/** `sealed; 19 ways out were tried, none got through` */
export function isolationText({ level, probes, open }: IsolationReport): string {
  const outcome = open.length === 0 ? "none got through" : `open after an escape: ${open.join(", ")}`;
  return `${level}; ${counted(probes, "way")} out tried before grading, ${outcome}`;
}

/** The same for a class: once where all were graded alike, else with how many each holds for. */
export function isolationOfClass(results: readonly Result[]): string {
  const texts = results.map(({ grader }) => isolationText(grader.isolation));
  const different = [...new Set(texts)];
  if (different.length === 1) return different[0]!;
  return different
    .map((text) => `${text} (${texts.filter((other) => other === text).length} of ${texts.length})`)
    .join("; ");
}
