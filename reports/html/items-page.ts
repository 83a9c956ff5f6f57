/** The page that analyses exercises and checks: what to mend, what to teach again, and the figures behind both. */
import { adviceOf, type Advice, type Mend, type Teach } from "../analysis/advice.ts";
import { analysisOf, type Analysis, type ExerciseFigures, type Figures } from "../analysis/analysis.ts";
import type { MistakeCount } from "../analysis/mistakes.ts";
import * as thresholds from "../analysis/thresholds.ts";
import type { ClassFacts } from "../class-facts.ts";
import { plain } from "../plain.ts";
import { exerciseName } from "../score.ts";
import { english } from "../texts/english.ts";
import type { Language } from "../texts/language.ts";
import { anchorOf } from "./anchor.ts";
import { coefficient } from "./coefficient.ts";
import { formulaParts } from "./formula.ts";
import { itemsPicture } from "./items-picture.ts";
import { render } from "./templates.ts";

const shownAdvice = 12;

export function itemsPage(facts: ClassFacts, { language = english }: { readonly language?: Language } = {}): string {
  return render("items", itemsView(facts, language));
}

/** All that the template prints. */
export function itemsView({ results, title }: ClassFacts, language: Language) {
  const words = language.texts.itemsPage;
  const analysis = analysisOf(results);
  const { exercises, submissions } = analysis;
  const advice = adviceOf(analysis);
  const checks = exercises.reduce((sum, exercise) => sum + exercise.checks.length, 0);
  const enough = submissions >= thresholds.fewest;
  return plain({
    lang: language.tag,
    foreign: language.tag !== "en",
    words,
    title: title === undefined ? words.title : words.titleOf(title),
    summary: submissions === 0 ? words.none : words.summary(exercises.length, checks, submissions),
    warning: !enough
      ? words.tooFew(submissions, thresholds.fewest)
      : submissions < thresholds.few
        ? words.few(submissions)
        : "",
    hasCoefficients: enough,
    reliability: enough ? reliabilityView(analysis, language) : null,
    mend: folded(
      advice.mend.map((one) => mendView(one, language)),
      language,
    ),
    always: advice.always.map(({ exercise, checks }) => ({
      href: `#${anchorOf(exercise.id)}`,
      exercise: exerciseName(exercise.id),
      checks: checks.map(({ name }) => name),
    })),
    alwaysSummary: words.advice.always(advice.always.reduce((sum, { checks }) => sum + checks.length, 0)),
    teach: folded(
      advice.teach.map((one) => teachView(one, language)),
      language,
    ),
    picture: itemsPicture(exercises, language),
    exercises: exercises.map((exercise) => exerciseView(exercise, advice, language)),
    glossary: Object.entries(words.glossary.terms).map(([id, { formula, ...entry }]) => ({
      id: `word-${id}`,
      ...entry,
      formula: formula === "" ? null : formulaParts(formula),
    })),
  });
}

function reliabilityView({ reliability }: Analysis, language: Language) {
  const words = language.texts.itemsPage.reliability;
  if (!reliability) return { alpha: "", standardError: "", judged: words.none, error: "" };
  const { alpha, standardError } = reliability;
  return {
    alpha: coefficient(alpha, language),
    standardError: words.points(Math.round(standardError * 10) / 10),
    judged: (alpha >= thresholds.reliable ? words.good : words.low)(thresholds.reliable),
    error: words.error,
  };
}

function mendView(mend: Mend, language: Language) {
  const { kinds } = language.texts.itemsPage.advice;
  const place = {
    href: `#${anchorOf(mend.exercise.id)}`,
    exercise: exerciseName(mend.exercise.id),
    check: "check" in mend ? mend.check.name : "",
    mistake: null,
  };
  if ("value" in mend) return { ...place, text: kinds[mend.kind](coefficient(mend.value, language)) };
  if (mend.kind !== "undecided") return { ...place, text: kinds[mend.kind] };
  const { undecided, count } = mend.check;
  return { ...place, text: kinds.undecided(undecided, undecided + count) };
}

function teachView(teach: Teach, language: Language) {
  const words = language.texts.itemsPage.advice;
  const { exercise } = teach;
  const place = { href: `#${anchorOf(exercise.id)}`, exercise: exerciseName(exercise.id), check: "" };
  if (teach.kind === "hard")
    return { ...place, text: words.hard(language.percent(teach.value), exercise.tried, exercise.count), mistake: null };
  const { mistake, count, of } = teach.mistake;
  return { ...place, text: words.mistake(count, of), mistake: { ...mistake, parts: formulaParts(mistake.reread) } };
}

/** The first of many, and the rest behind a click. */
function folded<Item>(items: readonly Item[], { texts }: Language): { first: Item[]; rest: Item[]; more: string } {
  const [first, rest] = [items.slice(0, shownAdvice), items.slice(shownAdvice)];
  return { first, rest, more: texts.itemsPage.advice.more(rest.length) };
}

function exerciseView(exercise: ExerciseFigures, { mend, always }: Advice, language: Language) {
  const words = language.texts.itemsPage;
  const own = mend.filter((one) => one.exercise === exercise);
  const passed = always.find((one) => one.exercise === exercise)?.checks ?? [];
  const flagOf = (name: string): string => {
    const found = own.find((one) => "check" in one && one.check.name === name);
    if (found) return words.checks.flags[found.kind];
    return passed.some((check) => check.name === name) ? words.checks.flags.always : "";
  };
  return {
    anchor: anchorOf(exercise.id),
    id: exercise.id,
    title: exercise.title,
    tried: language.number(exercise.tried),
    ...figuresView(exercise, language),
    alphaWithout: coefficient(exercise.alphaWithout, language),
    flag: own.some(({ kind }) => kind === "apart") ? words.checks.flags.apart : "",
    summary: words.checks.summary(exercise.checks.length, exercise.mistakes.length),
    checks: exercise.checks.map((check) => ({
      name: check.name,
      flag: flagOf(check.name),
      ...figuresView(check, language),
    })),
    mistakes: exercise.mistakes.map((one) => mistakeView(one, language)),
  };
}

function figuresView(
  { points, count, undecided, difficulty, discrimination, upperLower }: Figures,
  language: Language,
) {
  return {
    points: language.number(points),
    count: language.number(count),
    undecided: undecided === 0 ? "" : language.number(undecided),
    difficulty: coefficient(difficulty, language),
    // A bar as long as the share is; 0 where there is none.
    width: ((difficulty ?? 0) * 100).toFixed(1),
    discrimination: coefficient(discrimination, language),
    isNegative: discrimination !== undefined && discrimination < 0,
    upperLower: coefficient(upperLower, language),
  };
}

function mistakeView({ mistake, count, perhaps, of }: MistakeCount, language: Language) {
  const words = language.texts.itemsPage.mistakes;
  return {
    name: mistake.name,
    looksLike: mistake.looksLike,
    count: words.count(count, of),
    percent: language.percent(count / of),
    width: ((100 * count) / of).toFixed(1),
    perhaps: perhaps > 0 ? words.perhaps(perhaps) : "",
  };
}
