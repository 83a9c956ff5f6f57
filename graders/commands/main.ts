/** The command line: what each command is called, takes and says. Its work is in the file of the same name, loaded when asked for. */
import { Argument, Command, CommanderError, Option } from "commander";
import { version } from "#graders/version.ts";
import { UsageError } from "#graders/usage-error.ts";
import type { Source } from "#graders/intake/people.ts";
import { levels, type Level } from "#graders/execution/sandbox/rung.ts";
import { oneLine, plainText } from "#reports/plain.ts";
import { languageTags } from "#reports/texts/language.ts";
import type { LanguageTag } from "#reports/texts/writing.ts";
import type { BundleOptions } from "./bundle.ts";
import { exportFormats, ownFormats } from "./format-names.ts";
import type { CourseOptions } from "./course.ts";
import type { ReportOptions } from "./report.ts";
import type { MarkOptions } from "./mark.ts";
import type { MarksOptions } from "./marks.ts";
import type { RegradeOptions } from "./regrade.ts";
import type { SimilarityOptions } from "./similarity.ts";
import type { VerifyOptions } from "./verify.ts";
import type { WorkerFlags } from "./worker.ts";

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
    .addOption(languageOption("of the pages; `report` writes the same again"))
    .option("--similarity", "also compare the code of the class: docs/similarity.md")
    .addOption(queueOption("hand the work out to the workers at this Redis server: docs/scale.md"))
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  gradecheck grade examples/submissions --out out\n  gradecheck grade submissions.zip --roster gradebook.csv\ndocs/intake.md says what is read and how. A run that was stopped goes on where it was: what is graded and has not changed is kept.",
    )
    .action(run(async (folder: string, options: GradeFlags) => (await import("./grade.ts")).grade(folder, options)));

  program
    .command("worker")
    .description("Grade what `gradecheck grade --queue` hands out on another machine: docs/scale.md.")
    .addOption(queueOption("the Redis server that both can reach").makeOptionMandatory())
    .addOption(
      new Option(
        "-j, --jobs <number>",
        "submissions graded at once; as many as there are processors when left out",
      ).argParser(wholeNumber("--jobs")),
    )
    .addOption(
      new Option("--lost-after <seconds>", "not heard of for so long, its work goes to other workers")
        .default(30)
        .argParser(positiveNumber("--lost-after")),
    )
    .action(run(async (options: WorkerFlags) => (await import("./worker.ts")).worker(options)));

  program
    .command("report")
    .description("Write the reports again from results that were graded before.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote, or one result (JSON)")
    .addOption(
      new Option("-f, --format <format>", "one format to print instead of writing all").choices([
        ...ownFormats,
        ...exportFormats,
      ]),
    )
    .addOption(new Option("--for <audience>", "what may be seen").choices(["student", "instructor"]).default("student"))
    .addOption(languageOption("of the pages; that of `grade` when left out"))
    .option("--into <file>", "write the format to a file instead of printing it")
    .option("--assignment <title>", "canvas, moodle: the column's title")
    .option("--template <file>", "canvas, moodle-worksheet: the file that the platform exported, to be filled in")
    .addOption(
      new Option(
        "--out-of <points>",
        "canvas, moodle, lti: the maximum; the template's or the sum of all points when left out",
      ).argParser(positiveNumber("--out-of")),
    )
    .option(
      "--roster <file>",
      "canvas, moodle, lti: CSV of the people in the course; an export of the platform will do",
    )
    .option("--grade-column <header>", "moodle-worksheet: the grade's header where it isn't `Grade`")
    .option("--feedback-column <header>", "moodle-worksheet: likewise for `Feedback comments`")
    .option("--folder <path>", "github: where the submission lies in the repository")
    .addOption(
      new Option("--at <instant>", "lti, classroom50: when it was graded or handed in; now when left out").argParser(
        instant("--at"),
      ),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  gradecheck report out --format canvas --assignment 'Week 3' --template grades.csv --into filled.csv\n  gradecheck report out/results/ada-lovelace.json --format gradescope\nWhat a file does not hold is named on the error output. docs/exports.md says what each format does.",
    )
    .action(
      run(async (folder: string, options: ReportOptions) => (await import("./report.ts")).report(folder, options)),
    );

  program
    .command("bundle")
    .description("Pack gradecheck into one file that a platform grades with.")
    .addArgument(new Argument("<platform>", "whose format").choices(["gradescope"]))
    .option("-o, --out <file>", "the file to write", "autograder.zip")
    .option("-e, --exercises <names...>", "what to grade; the whole course when left out")
    .option("--title <text>", "the assignment's title")
    .action(
      run(async (_platform: string, options: BundleOptions) => (await import("./bundle.ts")).bundleGradescope(options)),
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
    .command("regrade")
    .description("Grade again under the specs as they are now, and show who would change, by which check and how much.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where they were graded from when left out")
    .option("--apply", "let what was shown count")
    .option("--drop", "forget what was shown")
    .addOption(
      new Option(
        "-j, --jobs <number>",
        "submissions graded at once; as many as there are processors when left out",
      ).argParser(wholeNumber("--jobs")),
    )
    .option("--json", "print the changes as JSON")
    .addHelpText("after", "\nNothing counts before it is applied. Points given by hand stay.")
    .action(
      run(async (folder: string, options: RegradeOptions) => (await import("./regrade.ts")).regrade(folder, options)),
    );

  program
    .command("mark")
    .description("Give points by hand, with a comment; they stay when the submission is graded again.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote")
    .argument("<submission>", "its name in the class table")
    .argument(
      "<points>",
      "how many; with --add on top of what the checks gave, else in their place",
      someNumber("<points>"),
    )
    .requiredOption("-c, --comment <text>", "why; it is shown to the student")
    .option("-e, --exercise <name>", "the exercise that they are for")
    .option("-i, --item <id>", "an item of the policy that is marked by hand, such as an essay")
    .option("--criterion <id>", "one criterion of that item")
    .option("--add", "on top of the points of the checks")
    .option("--by <name>", "who gives them; you when left out")
    .option("--no-pages", "only note them; for many marks in a row, after which `gradecheck report` writes all pages")
    .action(
      run(async (folder: string, submission: string, points: number, options: MarkOptions) =>
        (await import("./mark.ts")).mark(folder, submission, points, options),
      ),
    );

  program
    .command("marks")
    .description("Make marks of points, as policy.json beside the submissions says: docs/policies.md.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where they were graded from when left out")
    .option("--explain <who>", "every step of one mark: an id, a name, an address or a submission")
    .option("--json", "print the marks with every step as JSON")
    .action(run(async (folder: string, options: MarksOptions) => (await import("./marks.ts")).marks(folder, options)));

  program
    .command("similarity")
    .description("Compare the code of a class that was graded, and list what is unusually alike: docs/similarity.md.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where they were graded from when left out")
    .addOption(
      new Option("--with <tool>", "winnowing is built in; dolos has to be installed")
        .choices(["winnowing", "dolos"])
        .default("winnowing"),
    )
    .option("--json", "print what was found as JSON")
    .addHelpText("after", "\nAlike is not copied. Nothing of it is shown to students.")
    .action(
      run(async (folder: string, options: SimilarityOptions) =>
        (await import("./similarity.ts")).similarity(folder, options),
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
    .option("--unproven", "only exercises without evidence in docs/trust for this version of them and of the grader")
    .addOption(new Option("-j, --jobs <number>", "exercises verified at once").argParser(wholeNumber("--jobs")))
    .option("--json", "print the findings as JSON")
    .action(
      run(async (names: string[], options: VerifyOptions) => (await import("./verify.ts")).verify(names, options)),
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
      run(async (names: string[], options: CourseOptions) => (await import("./course.ts")).course(names, options)),
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
  readonly as?: Exclude<Source, "git">;
  readonly roster?: string;
  readonly seed: number;
  readonly jobs?: number;
  readonly cpuSeconds: number;
  readonly memory: number;
  readonly isolationAtLeast?: Level;
  readonly fresh?: boolean;
  readonly similarity?: boolean;
  readonly queue?: string;
  readonly language?: LanguageTag;
  readonly json?: boolean;
}

function languageOption(what: string): Option {
  return new Option("--language <tag>", what).choices(languageTags);
}

/** The variable keeps a password out of the list of processes. */
function queueOption(what: string): Option {
  return new Option("--queue <address>", `${what}; redis://:password@host:6379`).env("GRADECHECK_QUEUE");
}

function wholeNumber(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new UsageError(`${flag} is ${text}, expected a whole number of at least 1.`);
    return value;
  };
}

/** As ISO 8601 in UTC with thousandths, whatever was typed. */
function instant(flag: string): (text: string) => string {
  return (text) => {
    const date = new Date(text);
    if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date.getTime()))
      throw new UsageError(`${flag} is ${text}, expected an instant such as 2026-11-28T12:00:00Z.`);
    return date.toISOString();
  };
}

function someNumber(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) throw new UsageError(`${what} is ${text}, expected a number.`);
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
