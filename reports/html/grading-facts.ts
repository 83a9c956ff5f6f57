/** How a submission was graded, for the foot of a page: enough to repeat it. */
import type { Result } from "#graders/result/result.ts";
import { isolationText } from "../isolation.ts";
import { english } from "../texts/english.ts";
import type { Language } from "../texts/language.ts";

export interface Fact {
  readonly label: string;
  readonly text: string;
  /** What the grader measured, in its own words; empty where there is nothing. */
  readonly measured: string;
}

export function gradingFacts(
  { grader, limits, seed, specs, format }: Result,
  language: Pick<Language, "texts"> = english,
): Fact[] {
  const { words, facts } = language.texts.student;
  return [
    {
      label: words.isolation,
      text: `${isolationText(grader.isolation, language)}. ${facts.inForce}`,
      measured: `${grader.isolation.layers.join(", ")}.`,
    },
    {
      label: words.limits,
      text: facts.limits(limits.cpuSeconds, limits.memoryMegabytes, limits.consoleCharacters),
      measured: "",
    },
    { label: words.seed, text: String(seed), measured: "" },
    {
      label: words.versions,
      text: facts.versions(grader.version, grader.node, specs.slice(0, 12), format),
      measured: "",
    },
  ];
}
