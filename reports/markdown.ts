/** A short Markdown report for a pull request: score by unit, then the first lessons of each exercise that isn't right yet. */
import { isolationText } from "./isolation.ts";
import type { CheckResult, ExerciseResult, Result } from "#graders/result/result.ts";
import { lessonCode, lessonRows, rowLines } from "./lesson-text.ts";
import { fenced, markdownText } from "./markdown-escape.ts";
import { gainInWords, newsByExercise, newsSince, type CheckNews, type ExerciseNews, type News } from "./news.ts";
import { nextSteps, stepInWords, type NextStep } from "./next-steps.ts";
import { problemText, problemWords } from "./problem.ts";
import { replayCommand } from "./replay.ts";
import {
  isOpen,
  openInWords,
  scoreInWords,
  scoreOf,
  scoreOfExercise,
  shareOf,
  statusCounts,
  unitsOf,
  unitTitle,
} from "./score.ts";
import { english } from "./texts/english.ts";
import { asSeenBy, type Audience } from "./visibility.ts";
import { checkWords, counted, exerciseWords, listed, rounded } from "./words.ts";

const shownExercises = 10;
const shownLessons = 2;

export interface MarkdownOptions {
  readonly audience: Audience;
  /** An earlier result of the same person. */
  readonly previous?: Result | undefined;
}

export function pullRequestMarkdown(result: Result, { audience, previous }: MarkdownOptions): string {
  const seen = asSeenBy(audience, result);
  const wanting = seen.exercises.filter(
    ({ status }) => status === "failed" || status === "broken" || status === "missing",
  );
  const left = wanting.length - shownExercises;
  return [
    heading(seen),
    ...(seen.problem ? [`> **Problem:** ${markdownText(problemText(problemWords(seen.problem)))}`] : []),
    ...newsMarkdown(newsSince(previous, seen)),
    scoreTable(seen),
    ...nextMarkdown(nextSteps(seen)),
    ...wanting.slice(0, shownExercises).map(exerciseMarkdown),
    ...(left > 0 ? [`… and ${counted(left, "more exercise")} not yet right.`] : []),
    `<sub>gradecheck ${markdownText(seen.grader.version)}, isolation: ${markdownText(isolationText(seen.grader.isolation))}; seed ${seen.seed}</sub>\n`,
  ].join("\n\n");
}

function heading(result: Result): string {
  const score = scoreOf(result);
  const counts = listed(statusCounts(result).map(({ status, count }) => `${count} ${exerciseWords[status].word}`));
  const open = isOpen(score) ? ` Not graded: ${openInWords(score)}. Left out of the score, not lost.` : "";
  return `## gradecheck: ${scoreInWords(score)}\n\n${counts ? `Exercises: ${counts}.` : "No exercise was graded."}${open}`;
}

function newsMarkdown(news: News | undefined): string[] {
  if (!news) return [];
  const { title, regraded, newlyPassed, newlyOpen } = english.texts.common.since;
  const list = (label: string, checks: readonly CheckNews[]): string[] => [
    ...(checks.length === 0 ? [] : [`- ${label}:`]),
    ...newsByExercise(checks, english.texts).map(named),
  ];
  return [
    `**${news.sameFiles ? regraded : title}:** ${gainInWords(news.gained, english.texts)}`,
    [...list(newlyPassed, news.passed), ...list(newlyOpen, news.lost)].join("\n"),
  ].filter((part) => part !== "");
}

function named({ title, checks, more }: ExerciseNews): string {
  const quoted = checks.map((check) => `“${markdownText(check)}”`).join(", ");
  return `  - ${markdownText(title)}: ${[quoted, more].filter(Boolean).join(" ")}`;
}

function nextMarkdown(steps: readonly NextStep[]): string[] {
  if (steps.length === 0) return [];
  const lines = steps.map((step, index) => {
    const { exercise, check, command } = step;
    const what = [`**${markdownText(exercise.title)}**`, ...(check === undefined ? [] : [`“${markdownText(check)}”`])];
    return `${index + 1}. ${what.join(", ")}: ${stepInWords(step, english.texts)} \`${command}\``;
  });
  return [`**${english.texts.common.next.title}**`, lines.join("\n")];
}

function scoreTable(result: Result): string {
  const rows = unitsOf(result).map((unit) => {
    const share = shareOf(unit);
    const passed = unit.exercises.filter(({ status }) => status === "passed").length;
    const percent = share === undefined ? "–" : `${Math.round(100 * share)} %`;
    return `| ${markdownText(unitTitle(unit.id))} | ${share === undefined ? scoreInWords(unit) : `${rounded(unit.points)} / ${rounded(unit.maxPoints)}`} | ${percent} | ${passed} of ${unit.exercises.length} |`;
  });
  return ["| unit | points | share | exercises passed |", "| :-- | --: | --: | --: |", ...rows].join("\n");
}

function exerciseMarkdown(exercise: ExerciseResult): string {
  const words = exerciseWords[exercise.status];
  const wanting = exercise.checks.filter(({ status }) => status === "fail" || status === "error");
  const left = wanting.length - shownLessons;
  return [
    `### ${words.symbol} ${markdownText(exercise.title)} (${words.word}, ${scoreInWords(scoreOfExercise(exercise))})`,
    ...(exercise.problem ? [markdownText(problemText(problemWords(exercise.problem)))] : []),
    ...wanting.slice(0, shownLessons).map((check) => checkMarkdown(check, exercise)),
    ...(left > 0 ? [`… and ${counted(left, "more check")}.`] : []),
    ...(exercise.status === "missing" || wanting.slice(0, shownLessons).some(({ lesson }) => lesson?.call)
      ? []
      : [`Try again: \`${replayCommand(exercise.id)}\``]),
  ].join("\n\n");
}

function checkMarkdown(check: CheckResult, exercise: ExerciseResult): string {
  const { word, symbol } = checkWords[check.status];
  const title = `**${symbol} ${markdownText(check.name)}** (${word}, ${rounded(check.points)} of ${counted(check.maxPoints, "point")})`;
  if (!check.lesson) return title;
  const code = lessonCode(check.lesson);
  const rows = rowLines(lessonRows(check.lesson, exercise));
  return [
    title,
    markdownText(check.lesson.summary),
    ...(code.length > 0 ? [fenced(code.join("\n"), "ts")] : []),
    ...(rows.length > 0 ? [fenced(rows.join("\n"))] : []),
  ].join("\n\n");
}
