/** Sentences about marks that the policy decides on. English is the language of the policy itself, so they are its own. */
import { reasonInWords, type Reason } from "#graders/policy/choose.ts";
import type { PolicyMoment } from "#graders/policy/grade.ts";
import { latenessInWords, type LatenessFacts } from "#graders/policy/lateness-words.ts";
import { leftOutInWords, type LeftOut } from "#graders/policy/left-out.ts";

export const policy = {
  lateness: (facts: LatenessFacts): string => latenessInWords(facts),
  reason: (reason: Reason): string => reasonInWords(reason),
  /** @param by - who set points, where somebody did. */
  leftOut: (reason: LeftOut, by: string): string => leftOutInWords(reason, by),
  moment: ({ inWords }: PolicyMoment): string => inWords,
};
