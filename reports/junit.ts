/**
 * JUnit XML: a suite for each exercise, a case for each check, points and isolation as properties.
 *
 * A wrong answer is a failure, code that stopped an error. What costs nothing (inconclusive, not graded) or was never
 * begun is skipped with the reason, so that a build doesn't turn red through no fault of the code.
 */
import type { CheckResult, ExerciseResult, Result } from "#graders/result/result.ts";
import type { Problem } from "#graders/execution/executor.ts";
import { checkNote } from "./check-note.ts";
import { lessonText } from "./lesson-text.ts";
import { isolationText } from "./isolation.ts";
import { oneLine, plainText } from "./plain.ts";
import { problemText, problemWords } from "./problem.ts";
import { asSeenBy, type Audience } from "./visibility.ts";
import { checkWords, exerciseWords, rounded } from "./words.ts";

interface Case {
  readonly name: string;
  readonly outcome?: "failure" | "error" | "skipped";
  readonly type?: string;
  readonly message?: string;
  readonly body?: string;
  readonly points: number;
  readonly maxPoints: number;
}

interface Suite {
  readonly id: string;
  readonly cases: readonly Case[];
  readonly console?: string | undefined;
  readonly points: number;
  readonly maxPoints: number;
  readonly isolation: string;
}

export function junitXml(result: Result, { audience }: { audience: Audience }): string {
  const seen = asSeenBy(audience, result);
  const isolation = isolationText(seen.grader.isolation);
  const whole: Suite[] = seen.problem
    ? [
        {
          id: "submission",
          cases: [problemCase("the submission can be read", seen.problem, 0)],
          points: 0,
          maxPoints: 0,
          isolation,
        },
      ]
    : [];
  const suites = [...whole, ...seen.exercises.map((exercise) => suiteOf(exercise, isolation))];
  const all = suites.flatMap((suite) => suite.cases);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites${attributes({ name: `gradecheck ${seen.submission.id}`, ...totals(all) })}>`,
    ...suites.map(suiteXml),
    `</testsuites>\n`,
  ].join("\n");
}

function suiteOf(exercise: ExerciseResult, isolation: string): Suite {
  const { id, points, maxPoints, console } = exercise;
  const notStarted = exercise.status === "not started";
  const checks = exercise.checks.map((check) =>
    notStarted ? skippedCase(check, exerciseWords["not started"].word) : caseOf(check, exercise),
  );
  const load = "the exercise can be loaded";
  if (exercise.problem && exercise.status === "not graded")
    checks.unshift(
      skippedCase(
        { name: load, points, maxPoints },
        `not graded: ${exercise.problem.message} ${exerciseWords["not graded"].meaning}`,
      ),
    );
  else if (exercise.problem) checks.unshift(problemCase(load, exercise.problem, checks.length ? 0 : maxPoints));
  else if (checks.length === 0)
    checks.push(skippedCase({ name: load, points, maxPoints }, exerciseWords[exercise.status].word));
  return { id, cases: checks, console, points, maxPoints, isolation };
}

function caseOf(check: CheckResult, exercise: ExerciseResult): Case {
  const { name, status, points, maxPoints, lesson } = check;
  if (status === "pass") return { name, points, maxPoints };
  const words = checkWords[status];
  if (status !== "fail" && status !== "error") return skippedCase(check, `${words.word}: ${checkNote(check)}`);
  const message = lesson?.summary ?? checkNote(check);
  return {
    name,
    outcome: status === "fail" ? "failure" : "error",
    type: check.kind,
    message,
    body: lesson ? lessonText(lesson, exercise) : message,
    points,
    maxPoints,
  };
}

function skippedCase(
  { name, points, maxPoints }: Pick<CheckResult, "name" | "points" | "maxPoints">,
  message: string,
): Case {
  return { name, outcome: "skipped", message, points, maxPoints };
}

function problemCase(name: string, problem: Problem, maxPoints: number): Case {
  const outcome = problem.kind === "missing" ? "failure" : "error";
  return {
    name,
    outcome,
    type: problem.kind,
    message: problem.message,
    body: problemText(problemWords(problem)),
    points: 0,
    maxPoints,
  };
}

function suiteXml(suite: Suite): string {
  return [
    `  <testsuite${attributes({ name: suite.id, ...totals(suite.cases) })}>`,
    propertiesXml("    ", suite),
    ...suite.cases.map((each) => caseXml(suite.id, each)),
    ...(suite.console ? [`    <system-out>${escaped(suite.console)}</system-out>`] : []),
    `  </testsuite>`,
  ].join("\n");
}

function caseXml(exercise: string, each: Case): string {
  const { outcome, type, message = "", body = "" } = each;
  const element =
    outcome &&
    `      <${outcome}${attributes({ message: oneLine(message), ...(type ? { type } : {}) })}>${escaped(body)}</${outcome}>`;
  return [
    `    <testcase${attributes({ name: oneLine(each.name), classname: exercise })}>`,
    propertiesXml("      ", each),
    ...(element ? [element] : []),
    `    </testcase>`,
  ].join("\n");
}

function propertiesXml(
  indent: string,
  { points, maxPoints, isolation }: Pick<Suite, "points" | "maxPoints"> & { isolation?: string },
): string {
  const property = (name: string, value: string) => `<property${attributes({ name, value })}/>`;
  const kept = isolation === undefined ? "" : property("isolation", isolation);
  return `${indent}<properties>${property("points", rounded(points))}${property("max-points", rounded(maxPoints))}${kept}</properties>`;
}

function totals(cases: readonly Case[]): Record<string, number> {
  const having = (outcome: Case["outcome"]) => cases.filter((each) => each.outcome === outcome).length;
  return { tests: cases.length, failures: having("failure"), errors: having("error"), skipped: having("skipped") };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

function escaped(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return plainText(text).replace(/[&<>"']/g, (character) => entities[character]!);
}
