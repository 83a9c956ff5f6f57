/** What instructors call to have a class graded, here or on other machines. */
import { Argument, type Command, Option } from "commander";
import { levels } from "#graders/execution/sandbox/rung.ts";
import type { BundleOptions } from "../bundle.ts";
import type { GradeFlags } from "../grade.ts";
import type { WorkerFlags } from "../worker.ts";
import type { Run } from "./run.ts";
import { jobsOption, languageOption, positiveNumber, queueOption, wholeNumber } from "./values.ts";

export function describeGrading(program: Command, run: Run): void {
  program.commandsGroup("For grading:");

  program
    .command("grade")
    .description("Grade a folder of submissions, each in a process of its own, and write a report for each.")
    .argument(
      "<submissions>",
      "a folder with one folder, archive or file for each submission; a download of Canvas, Moodle or Gradescope; a list of git repositories (.txt, .csv); or one submission",
    )
    .option("-o, --out <folder>", "where results and reports go", "out")
    .option(
      "-e, --exercises <names...>",
      "what to grade; otherwise what assignment.json in the folder names, or the whole course",
    )
    .addOption(
      new Option("--as <form>", "what the submissions are, where that isn't recognised").choices([
        "canvas",
        "moodle",
        "gradescope",
        "folder",
      ]),
    )
    .option("--roster <file>", "CSV of the people in the course; an export of the platform will do")
    .addOption(
      new Option("--seed <number>", "seed of all drawn inputs; the same seed gives the same result")
        .default(1)
        .argParser(wholeNumber("--seed")),
    )
    .addOption(jobsOption())
    .addOption(
      new Option("--cpu-seconds <number>", "time for one message of calls")
        .default(2)
        .argParser(positiveNumber("--cpu-seconds")),
    )
    .addOption(
      new Option("--memory <megabytes>", "heap of a submission's process")
        .default(192)
        .argParser(wholeNumber("--memory")),
    )
    .addOption(
      new Option(
        "--isolation-at-least <level>",
        "refuse to grade where the sandbox that holds on this machine is weaker",
      ).choices(levels),
    )
    .option("--fresh", "grade again what has not changed")
    .addOption(languageOption("of the pages; `report` writes the same again"))
    .option("--similarity", "also compare the code of the class: docs/similarity.md")
    .addOption(queueOption("hand the work out to the workers at this Redis server: docs/scale.md"))
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  gradecheck grade examples/submissions --out out\n  gradecheck grade submissions.zip --roster gradebook.csv\ndocs/intake.md says what is read and how. A run that was stopped goes on where it was: what is graded and has not changed is kept.",
    )
    .action(run(async (folder: string, options: GradeFlags) => (await import("../grade.ts")).grade(folder, options)));

  program
    .command("worker")
    .description("Grade what `gradecheck grade --queue` hands out on another machine: docs/scale.md.")
    .addOption(queueOption("the Redis server that both can reach").makeOptionMandatory())
    .addOption(jobsOption())
    .addOption(
      new Option("--lost-after <seconds>", "not heard of for so long, its work goes to other workers")
        .default(30)
        .argParser(positiveNumber("--lost-after")),
    )
    .action(run(async (options: WorkerFlags) => (await import("../worker.ts")).worker(options)));

  program
    .command("bundle")
    .description("Pack gradecheck into one file that a platform grades with.")
    .addArgument(new Argument("<platform>", "whose format").choices(["gradescope"]))
    .option("-o, --out <file>", "the file to write", "autograder.zip")
    .option("-e, --exercises <names...>", "what to grade; the whole course when left out")
    .option("--title <text>", "the assignment's title")
    .action(
      run(async (_platform: string, options: BundleOptions) =>
        (await import("../bundle.ts")).bundleGradescope(options),
      ),
    );

  program
    .command("doctor")
    .description("Say what this machine has: Node, isolation, engines; and what to do about what is missing.")
    .option("--json", "print the findings as JSON")
    .action(run(async (options: { json?: boolean }) => (await import("../doctor.ts")).doctor(options)));
}
