/** The command line. What each command is called and takes is in describe/, its work in the file of its name, loaded when asked for. */
import { Command, CommanderError } from "commander";
import { version } from "#graders/version.ts";
import { UsageError } from "#graders/usage-error.ts";
import { oneLine, plainText } from "#reports/plain.ts";
import { describeAuthors } from "./describe/authors.ts";
import { describeGraded } from "./describe/graded.ts";
import { describeGrading } from "./describe/grading.ts";
import type { Run } from "./describe/run.ts";
import { describeStudents } from "./describe/students.ts";

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

  describeStudents(program, run);
  describeGrading(program, run);
  describeGraded(program, run);
  describeAuthors(program, run);
  return program;
}
