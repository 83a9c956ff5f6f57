/** The command line: what each command is called, takes and says. Its work is in the file of the same name, loaded when asked for. */
import { Command, CommanderError, Option } from "commander";
import { version } from "#graders/version.ts";
import { UsageError } from "#graders/usage-error.ts";
import { levels, type Level } from "#graders/execution/sandbox/rung.ts";
import { oneLine, plainText } from "#reports/plain.ts";
import type { VerifyOptions } from "./verify.ts";

/** 0 all passed, 1 some failed, 2 a mistake in the call or a fault of ours. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command line and returns its exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const run =
    <Arguments extends unknown[]>(command: (...args: Arguments) => Promise<ExitCode>) =>
    async (...args: Arguments): Promise<void> => {
      exitCode = await command(...args);
    };
  const program = describeProgram(run);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const message = error instanceof Error ? error.message : String(error);
    // Names of files and arguments are quoted in it, whatever they hold.
    console.error(`gradecheck: ${error instanceof UsageError ? oneLine(message) : plainText(message)}`);
    const ours = !(error instanceof UsageError) && (error as { code?: string }).code !== "SPEC";
    if (ours)
      console.error("This is a fault of gradecheck, not yours. Set GRADECHECK_TRACE=1 to see where it happened.");
    if (ours && process.env["GRADECHECK_TRACE"] && error instanceof Error) console.error(error.stack);
    return 2;
  }
}

type Run = <Arguments extends unknown[]>(
  command: (...args: Arguments) => Promise<ExitCode>,
) => (...args: Arguments) => Promise<void>;

function describeProgram(run: Run): Command {
  const program = new Command("gradecheck")
    .description("A deep-learning course that checks itself.")
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(plainText(text)) })
    .showHelpAfterError("Run `gradecheck help` for the commands, `gradecheck help grade` for one of them.")
    .addHelpText(
      "after",
      "\nExit codes: 0 all passed, 1 some failed, 2 a mistake in the call or a fault of gradecheck.\nAn exercise is named by its name (relu), its id (02-activations/relu) or its unit (02).",
    );

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
        (await import("./test.ts")).test(names, options),
      ),
    );

  program
    .command("watch")
    .description("Check an exercise each time you save it.")
    .argument("[exercise...]", "exercises or units; all when left out")
    .action(run(async (names: string[]) => (await import("./watch.ts")).watch(names)));

  program
    .command("grade")
    .description("Grade a folder of submissions, each in a process of its own, and write a report for each.")
    .argument("<submissions>", "a folder with one folder or archive for each submission, or one submission")
    .option("-o, --out <folder>", "where results and reports go", "out")
    .option(
      "-e, --exercises <names...>",
      "what to grade; otherwise what assignment.json in the folder names, or the whole course",
    )
    .addOption(
      new Option("--seed <number>", "seed of all drawn inputs; the same seed gives the same result")
        .default(1)
        .argParser(wholeNumber("--seed")),
    )
    .addOption(
      new Option(
        "-j, --jobs <number>",
        "submissions graded at once; as many as there are processors when left out",
      ).argParser(wholeNumber("--jobs")),
    )
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
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  gradecheck grade examples/submissions --out out\nA run that was stopped goes on where it was: what is graded and has not changed is kept.",
    )
    .action(run(async (folder: string, options: GradeFlags) => (await import("./grade.ts")).grade(folder, options)));

  program
    .command("report")
    .description("Write the reports again from results that were graded before.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote, or one result (JSON)")
    .addOption(
      new Option("-f, --format <format>", "one format to print instead of writing all").choices([
        "text",
        "html",
        "markdown",
        "junit",
        "csv",
        "json",
      ]),
    )
    .addOption(new Option("--for <audience>", "what may be seen").choices(["student", "instructor"]).default("student"))
    .action(
      run(async (folder: string, options: { format?: string; for: "student" | "instructor" }) =>
        (await import("./report.ts")).report(folder, options),
      ),
    );

  program
    .command("replay")
    .description("Grade a submission again as a result says it was graded, and compare byte for byte.")
    .argument("<result>", "a result (JSON) that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where the result was graded from when left out")
    .option("--json", "print the comparison as JSON")
    .action(
      run(async (result: string, options: { from?: string; json?: boolean }) =>
        (await import("./replay.ts")).replay(result, options),
      ),
    );

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
    .addOption(new Option("-j, --jobs <number>", "exercises verified at once").argParser(wholeNumber("--jobs")))
    .option("--json", "print the findings as JSON")
    .action(
      run(async (names: string[], options: VerifyOptions) => (await import("./verify.ts")).verify(names, options)),
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
        (await import("./mutate.ts")).mutate(names, options),
      ),
    );

  program
    .command("doctor")
    .description("Say what this machine has: Node, isolation, engines; and what to do about what is missing.")
    .option("--json", "print the findings as JSON")
    .action(run(async (options: { json?: boolean }) => (await import("./doctor.ts")).doctor(options)));

  return program;
}

export interface GradeFlags {
  readonly out: string;
  readonly exercises?: string[];
  readonly seed: number;
  readonly jobs?: number;
  readonly cpuSeconds: number;
  readonly memory: number;
  readonly isolationAtLeast?: Level;
  readonly fresh?: boolean;
  readonly json?: boolean;
}

function wholeNumber(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new UsageError(`${flag} is ${text}, expected a whole number of at least 1.`);
    return value;
  };
}

function positiveNumber(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value > 0 && value < Infinity)) throw new UsageError(`${flag} is ${text}, expected a number above 0.`);
    return value;
  };
}
