/** What students call. */
import { type Command, Option } from "commander";
import type { Run } from "./run.ts";
import { wholeNumber } from "./values.ts";

export function describeStudents(program: Command, run: Run): void {
  program.commandsGroup("For students:");

  program
    .command("test")
    .description("Check your own exercises. Without names: those of the whole course and the project's own tests.")
    .argument("[exercise...]", "exercises or units")
    .addOption(
      new Option("--seed <number>", "draw the inputs of a report: it names its seed").argParser(wholeNumber("--seed")),
    )
    .option("--json", "print the results of the exercises as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  npm test -- relu          check one exercise\n  npm test -- 02            check a unit\n  npm test                  everything; what you haven't started isn't a failure",
    )
    .action(
      run(async (names: string[], options: { seed?: number; json?: boolean }) =>
        (await import("../test.ts")).test(names, options),
      ),
    );

  program
    .command("watch")
    .description("Check an exercise each time you save it.")
    .argument("[exercise...]", "exercises or units; all when left out")
    .action(run(async (names: string[]) => (await import("../watch.ts")).watch(names)));
}
