/** How a submission was graded, for the foot of a page: enough to repeat it. */
import type { Result } from "#graders/result/result.ts";
import { isolationText } from "../isolation.ts";
import { counted } from "../words.ts";

export interface Fact {
  readonly label: string;
  readonly text: string;
}

export function gradingFacts({ grader, limits, seed, specs, format }: Result): Fact[] {
  return [
    {
      label: "Isolation",
      text: `${isolationText(grader.isolation)}. In force: ${grader.isolation.layers.join(", ")}.`,
    },
    {
      label: "Limits",
      text: `${counted(limits.cpuSeconds, "second")} of CPU time, ${counted(limits.memoryMegabytes, "megabyte")} of memory, ${counted(limits.consoleCharacters, "character")} of console output`,
    },
    { label: "Seed", text: String(seed) },
    {
      label: "Versions",
      text: `gradecheck ${grader.version}, Node ${grader.node}, specs ${specs.slice(0, 12)}, format ${format}`,
    },
  ];
}
