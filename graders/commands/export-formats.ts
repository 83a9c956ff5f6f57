/** The formats of other platforms as `gradecheck report --format` makes them: what each needs, and where it comes from. */
import { randomUUID } from "node:crypto";
import type { Result } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import {
  canvasCsv,
  classroom50Json,
  exercismJson,
  ExportError,
  filledCanvasCsv,
  filledMoodleWorksheet,
  githubAnnotations,
  githubSummary,
  gradescopeJson,
  ltiScores,
  moodleCsv,
  prairieLearnJson,
  withoutCommands,
  type ClassExport,
  type Classroom50Submission,
  type Graded,
} from "#reports/exports/index.ts";
import { classTable, exerciseText, type Audience } from "#reports/index.ts";
import type { ExportFormat } from "./format-names.ts";

export interface ExportOptions {
  readonly audience: Audience;
  readonly assignment?: string;
  /** The text of the file that is filled in. */
  readonly template?: string;
  readonly outOf?: number;
  readonly folder?: string;
  readonly gradeColumn?: string;
  readonly feedbackColumn?: string;
  /** When the grades were given, or the work handed in; now, when left out. */
  readonly at?: string;
}

type Render = (graded: readonly Graded[], options: ExportOptions) => ClassExport;

interface Format {
  readonly render: Render;
  /** Options without which it can't be made. */
  readonly needs?: readonly (keyof typeof flags)[];
  /** Options that it knows besides. */
  readonly takes?: readonly (keyof typeof flags)[];
}

const flags = {
  assignment: "--assignment <title>",
  template: "--template <file>",
  outOf: "--out-of <points>",
  folder: "--folder <path>",
  gradeColumn: "--grade-column <header>",
  feedbackColumn: "--feedback-column <header>",
  at: "--at <instant>",
} as const;

const formats: Readonly<Record<ExportFormat, Format>> = {
  gradescope: { render: oneOnly("gradescope", (result, { audience }) => gradescopeJson(result, { audience })) },
  exercism: { render: oneOnly("exercism", (result, { audience }) => exercismJson(result, { audience })) },
  prairielearn: { render: oneOnly("prairielearn", (result, { audience }) => prairieLearnJson(result, { audience })) },
  classroom50: {
    render: oneOnly("classroom50", (result, { audience, at }) =>
      classroom50Json(result, { audience, submission: classroom50Submission(at) }),
    ),
    takes: ["at"],
  },
  github: { render: githubLog, takes: ["folder"] },
  "github-summary": {
    render: (graded, { audience }) => ({ text: githubSummary(resultsOf(graded), { audience }), notes: [] }),
  },
  canvas: {
    render: (graded, { template, assignment = "", ...options }) =>
      template === undefined
        ? canvasCsv(graded, { assignment, ...options })
        : filledCanvasCsv(graded, template, { assignment, ...options }),
    needs: ["assignment"],
    takes: ["template", "outOf"],
  },
  moodle: {
    render: (graded, { assignment = "", ...options }) => moodleCsv(graded, { assignment, ...options }),
    needs: ["assignment"],
    takes: ["outOf"],
  },
  "moodle-worksheet": {
    render: (graded, { template = "", ...options }) => filledMoodleWorksheet(graded, template, options),
    needs: ["template"],
    takes: ["outOf", "gradeColumn", "feedbackColumn"],
  },
  lti: {
    render: (graded, { at, ...options }) =>
      ltiScores(graded, { timestamp: at ?? new Date().toISOString(), ...options }),
    takes: ["outOf", "at"],
  },
};

/** @throws UsageError - when the format can't be made of these results with these options. */
export function exported(name: ExportFormat, graded: readonly Graded[], options: ExportOptions): ClassExport {
  const { render, needs = [], takes = [] } = formats[name];
  for (const need of needs)
    if (options[need] === undefined) throw new UsageError(`report: --format ${name} needs ${flags[need]}.`);
  const known = [...needs, ...takes];
  for (const [option, flag] of Object.entries(flags) as [keyof typeof flags, string][])
    if (options[option] !== undefined && !known.includes(option))
      throw new UsageError(
        `report: --format ${name} has no use for ${flag.split(" ")[0]}. ${known.length > 0 ? `It takes ${known.map((each) => flags[each]).join(", ")}.` : "Leave it out."}`,
      );
  try {
    return render(graded, options);
  } catch (error) {
    throw error instanceof ExportError ? new UsageError(`report: ${error.message}`) : error;
  }
}

/** A format that holds one submission, and that may have no document where nothing was graded. */
function oneOnly(name: string, text: (result: Result, options: ExportOptions) => string | undefined): Render {
  return (graded, options) => {
    if (graded.length > 1)
      throw new UsageError(
        `report: --format ${name} prints one result, and there are ${graded.length}. Give one of the files in results/.`,
      );
    const { result } = graded[0]!;
    const document = text(result, options);
    if (document === undefined)
      throw new UsageError(
        `report: nothing of ${JSON.stringify(result.submission.id)} could be graded, and a document of ${name} can't say that: it would be a zero. Grade the submission again.`,
      );
    return { text: document, notes: [] };
  };
}

/** The annotations, then the report as people read it in the log, in which GitHub obeys nothing. */
function githubLog(graded: readonly Graded[], { audience, folder }: ExportOptions): ClassExport {
  const results = resultsOf(graded);
  const report = results.length > 1 ? classTable(results) : lessons(results, audience);
  const annotations = githubAnnotations(results, { audience, ...(folder === undefined ? {} : { folder }) });
  return { text: annotations + withoutCommands(report, randomUUID()), notes: [] };
}

function lessons(results: readonly Result[], audience: Audience): string {
  return results
    .flatMap(({ exercises }) => exercises)
    .map((exercise) => exerciseText(exercise, { colour: false, audience }))
    .join("\n\n");
}

/** What the runner of Classroom 50 hands to an autograder. It stamps owner, type and instant again when it takes the file. */
function classroom50Submission(at: string | undefined): Classroom50Submission {
  const { env } = process;
  const missing = ["CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL"].filter(
    (name) => !env[name],
  );
  if (!env["OWNER"] && !env["USERNAME"]) missing.push("OWNER");
  if (missing.length > 0)
    throw new UsageError(
      `report: --format classroom50 is made where Classroom 50 grades: its runner sets ${missing.join(", ")}, and here ${missing.length === 1 ? "it is" : "they are"} not set.`,
    );
  return {
    classroom: env["CLASSROOM"]!,
    assignment: env["ASSIGNMENT"]!,
    assignmentType: env["ASSIGNMENT_TYPE"] || "individual",
    owner: (env["OWNER"] || env["USERNAME"])!,
    submission: env["SUBMISSION_TAG"]!,
    commit: env["COMMIT_URL"]!,
    release: env["RELEASE_URL"]!,
    review: env["REVIEW_URL"] || env["COMMIT_URL"]!,
    datetime: new Date(at ?? Date.now()).toISOString().replace(/\.\d+Z$/, "Z"),
  };
}

function resultsOf(graded: readonly Graded[]): Result[] {
  return graded.map(({ result }) => result);
}
