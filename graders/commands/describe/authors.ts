/** What authors of exercises call, to know how far the specs can be trusted. */
import { type Command, Option } from "commander";
import { languageTags } from "#reports/texts/language.ts";
import type { CourseOptions } from "../course.ts";
import type { VerifyOptions } from "../verify.ts";
import type { Run } from "./run.ts";
import { wholeNumber } from "./values.ts";

export function describeAuthors(program: Command, run: Run): void {
  program.commandsGroup("For authors of exercises:");

  program
    .command("verify")
    .description(
      "Prove the specs: references pass, stubs score 0, known mistakes are caught, no false alarm under many seeds.",
    )
    .argument("[exercise...]", "exercises or units; all when left out")
    .addOption(
      new Option(
        "-s, --seeds <number>",
        "seeds under which the reference must pass: 20 when left out; with --full 1000, for all code that is known to be right or wrong",
      ).argParser(wholeNumber("--seeds")),
    )
    .option(
      "--full",
      "also whether any verdict depends on the seed, and every mutant of the references; writes docs/trust.md. Long; goes on where it was stopped.",
    )
    .option("--unproven", "only exercises without evidence in docs/trust for this version of them and of the grader")
    .addOption(new Option("-j, --jobs <number>", "exercises verified at once").argParser(wholeNumber("--jobs")))
    .option("--json", "print the findings as JSON")
    .action(
      run(async (names: string[], options: VerifyOptions) => (await import("../verify.ts")).verify(names, options)),
    );

  program
    .command("mutate")
    .description(
      "Change the references a little, in every place, and see whether their specs notice. Slow; what is unchanged is kept.",
    )
    .argument("[exercise...]", "exercises, units, or helper files of a unit (reduction); all when left out")
    .addOption(new Option("-j, --jobs <number>", "mutants graded at once").argParser(wholeNumber("--jobs")))
    .option("--fresh", "run again what has not changed")
    .option("--json", "print the scores as JSON")
    .action(
      run(async (names: string[], options: { jobs?: number; fresh?: boolean; json?: boolean }) =>
        (await import("../mutate.ts")).mutate(names, options),
      ),
    );

  program
    .command("course")
    .description(
      "Write a page about the course: every exercise, and what speaks for its checks. What was not measured says so.",
    )
    .argument("[exercise...]", "exercises or units; all when left out")
    .option("-o, --out <file>", "the page to write", "course.html")
    .addOption(new Option("--language <tag>", "of the page").choices(languageTags).default("en"))
    .action(
      run(async (names: string[], options: CourseOptions) => (await import("../course.ts")).course(names, options)),
    );
}
