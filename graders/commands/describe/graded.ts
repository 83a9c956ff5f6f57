/** What instructors call once a class is graded. */
import { type Command, Option } from "commander";
import { exportFormats, ownFormats } from "../format-names.ts";
import type { MarkOptions } from "../mark.ts";
import type { MarksOptions } from "../marks.ts";
import type { RegradeOptions } from "../regrade.ts";
import type { ReportOptions } from "../report.ts";
import type { SimilarityOptions } from "../similarity.ts";
import type { Run } from "./run.ts";
import { instant, jobsOption, languageOption, positiveNumber, someNumber } from "./values.ts";

export function describeGraded(program: Command, run: Run): void {
  program.commandsGroup("For a class that was graded:");

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
      run(async (folder: string, options: ReportOptions) => (await import("../report.ts")).report(folder, options)),
    );

  program
    .command("replay")
    .description("Grade a submission again as a result says it was graded, and compare byte for byte.")
    .argument("<result>", "a result (JSON) that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where the result was graded from when left out")
    .option("--json", "print the comparison as JSON")
    .action(
      run(async (result: string, options: { from?: string; json?: boolean }) =>
        (await import("../replay.ts")).replay(result, options),
      ),
    );

  program
    .command("regrade")
    .description("Grade again under the specs as they are now, and show who would change, by which check and how much.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where they were graded from when left out")
    .option("--apply", "let what was shown count")
    .option("--drop", "forget what was shown")
    .addOption(jobsOption())
    .option("--json", "print the changes as JSON")
    .addHelpText("after", "\nNothing counts before it is applied. Points given by hand stay.")
    .action(
      run(async (folder: string, options: RegradeOptions) => (await import("../regrade.ts")).regrade(folder, options)),
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
        (await import("../mark.ts")).mark(folder, submission, points, options),
      ),
    );

  program
    .command("marks")
    .description("Make marks of points, as policy.json beside the submissions says: docs/policies.md.")
    .argument("<folder>", "a folder that `gradecheck grade` wrote")
    .option("--from <folder>", "the folder of submissions; where they were graded from when left out")
    .option("--explain <who>", "every step of one mark: an id, a name, an address or a submission")
    .option("--json", "print the marks with every step as JSON")
    .action(run(async (folder: string, options: MarksOptions) => (await import("../marks.ts")).marks(folder, options)));

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
        (await import("../similarity.ts")).similarity(folder, options),
      ),
    );
}
