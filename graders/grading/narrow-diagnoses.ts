/**
 * One slip shows in several checks. Where one check can't tell two known mistakes apart and another names one of them,
 * the other's word counts for both.
 */
import type { GradedCheck } from "./graded-check.ts";

export function narrowDiagnoses(results: readonly GradedCheck[]): GradedCheck[] {
  const certain = new Set(
    results.flatMap(({ lesson }) => (lesson?.mistakes?.length === 1 ? [lesson.mistakes[0]!.name] : [])),
  );
  return results.map((result) => {
    const left = result.lesson?.mistakes?.filter(({ name }) => certain.has(name)) ?? [];
    return left.length === 0 ? result : { ...result, lesson: { ...result.lesson!, mistakes: left } };
  });
}
