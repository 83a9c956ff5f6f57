/**
 * The page for one submission, the shortest way to what helps first: the score and the mark, what is new, what to do next; then
 * where the points come from and a lesson for each check that was not passed.
 */
import type { FinalGrade } from "#graders/policy/grade.ts";
import type { Result } from "#graders/result/result.ts";
import { newsSince } from "../news.ts";
import { nextSteps, stepInWords } from "../next-steps.ts";
import { plain } from "../plain.ts";
import { problemWords } from "../problem.ts";
import { isOpen, openInWords, scoreInWords, scoreOf, shareOf, statusCounts, unitsOf } from "../score.ts";
import { english } from "../texts/english.ts";
import type { Language } from "../texts/language.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { sentenceCase, wordsOfExercise } from "../words.ts";
import { gradingFacts } from "./grading-facts.ts";
import { markView } from "./mark-view.ts";
import { newsView } from "./news-view.ts";
import { render } from "./templates.ts";
import { unitViews } from "./unit-view.ts";

export interface StudentPageOptions {
  readonly audience: Audience;
  readonly language?: Language;
  /** An earlier result of the same person. */
  readonly previous?: Result | undefined;
  /** What the policy makes of the person's attempts. */
  readonly mark?: FinalGrade | undefined;
}

export function studentPage(result: Result, options: StudentPageOptions): string {
  return render("student", studentView(result, options));
}

/** All that the template prints. */
export function studentView(whole: Result, { audience, language = english, previous, mark }: StudentPageOptions) {
  const { texts, tag } = language;
  const { words, score: scoreTexts } = texts.student;
  const result = plain(asSeenBy(audience, whole, language));
  const news = newsSince(previous && plain(previous), result);
  const score = scoreOf(result);
  const share = shareOf(score);
  const units = unitViews(unitsOf(result), { language, audience });
  return {
    language: tag,
    /** What the grader wrote is in another language than the page, and is marked so. */
    foreign: tag !== english.tag,
    words,
    names: { next: texts.common.next.title },
    submission: result.submission.id,
    audience: audience === "instructor" ? words.instructor : "",
    points: share === undefined ? sentenceCase(scoreInWords(score, language)) : language.number(score.points),
    maxPoints: share === undefined ? "" : scoreTexts.of(score.maxPoints),
    percent: share === undefined ? "" : language.percent(share),
    counts: countsInWords(result, language),
    open: isOpen(score) ? scoreTexts.open(openInWords(score, language)) : "",
    problem: result.problem ? problemWords(result.problem, language) : null,
    mark: mark
      ? { words: texts.student.mark, ...markView(plain(mark), result.submission.id, audience, language) }
      : null,
    news: news ? newsView(news, language) : null,
    next: nextSteps(result).map((step) => ({
      exercise: step.exercise,
      check: step.check ?? "",
      what: stepInWords(step, texts),
      command: step.command,
    })),
    units,
    key: statusCounts(result).map(({ status }) => wordsOfExercise(status, language)),
    printed: units.filter(({ begun, untouched }) => begun.length + untouched.length > 0),
    facts: gradingFacts(result, language),
    files: Object.entries(result.submission.files).map(([path, hash]) => ({ path, hash: hash.slice(0, 12) })),
  };
}

function countsInWords(result: Result, language: Language): string {
  const { texts } = language;
  const total = result.exercises.length;
  if (total === 0) return texts.student.score.none;
  const counts = statusCounts(result).map(({ status, count }) => `${count} ${wordsOfExercise(status, language).word}`);
  return texts.student.score.counts(texts.common.exercises(total), language.list(counts));
}
