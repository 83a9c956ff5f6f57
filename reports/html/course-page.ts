/** The page of the course: every exercise, and what speaks for its checks. What was not measured says so. */
import { scaleLinear } from "d3-scale";
import type {
  CheckKind,
  CourseFacts,
  ExerciseFacts,
  Interval,
  Measured,
  Origin,
  Share,
} from "#graders/result/course-facts.ts";
import { exerciseName, unitId, unitTitle } from "../score.ts";
import type { Language } from "../texts/language.ts";
import { measuredShare } from "./measured-share.ts";
import { render } from "./templates.ts";

const libraries: readonly Origin[] = [
  "PyTorch",
  "JAX",
  "TensorFlow",
  "scikit-learn",
  "NumPy and SciPy",
  "ONNX",
  "other libraries",
];
const outside: readonly Origin[] = [...libraries, "published"];
const origins: readonly Origin[] = [...outside, "by hand", "refusal"];

export function coursePage(facts: CourseFacts, language: Language): string {
  return render("course", courseView(facts, language));
}

/** All that the template prints. */
export function courseView({ exercises, gradientRules }: CourseFacts, language: Language) {
  const words = language.texts.course;
  const units = [...Map.groupBy(exercises, ({ id }) => unitId(id))];
  return {
    lang: language.tag,
    // Titles of exercises are written in English.
    foreign: language.tag !== "en",
    words,
    summary: words.summary(exercises.length, units.length, sum(exercises, pointsOf), sum(exercises, checksOf)),
    reasons: reasonsOf(exercises, language),
    origins: originsOf(exercises, language),
    originsNote: words.originsNote(language.number(sum(exercises, casesOf))),
    units: units.map(([id, own]) => ({
      id,
      title: unitTitle(id),
      summary: words.unitSummary(own.length, sum(own, pointsOf)),
      exercises: own.map((one) => rowOf(one, language)),
    })),
    rules: gradientRules && {
      note: words.rulesNote(gradientRules.functions, gradientRules.wrongGradients),
      rows: gradientRules.rules.map(({ name, refused, caught }) => ({
        name,
        refused: intervalText(refused, "ceil", language),
        caught: intervalText(caught, "floor", language),
      })),
    },
    definitions: Object.entries(words.words).map(([key, { term, text }]) => ({ id: `word-${key}`, term, text })),
  };
}

/** The four things that speak for a grade, each with its figure over all exercises and how much of them was measured. */
function reasonsOf(exercises: readonly ExerciseFacts[], language: Language) {
  const { reasons } = language.texts.course;
  const fromOutside = sum(exercises, (one) => countOf(one, outside));
  const cards = {
    caught: { ...totalOf(exercises, "caught", language), exact: "" },
    falseAlarms: { ...totalOf(exercises, "falseAlarms", language), exact: "" },
    mutation: shareOfTotal(exercises, language),
    origins: { figure: language.number(fromOutside), coverage: "", exact: "" },
  };
  return (["caught", "falseAlarms", "mutation", "origins"] as const).map((key) => ({
    ...reasons[key],
    ...cards[key],
    href: `#word-${key}`,
  }));
}

function totalOf(exercises: readonly ExerciseFacts[], key: "caught" | "falseAlarms" | "mutation", language: Language) {
  const { outOf, nothingMeasured, coverage } = language.texts.course;
  const count = (version: string): number => exercises.filter((one) => one[key].version === version).length;
  const shares = exercises.flatMap((one) => measured(one[key]) ?? []);
  const total = { count: sum(shares, ({ count }) => count), of: sum(shares, ({ of }) => of) };
  return {
    total,
    figure: total.of === 0 ? nothingMeasured : outOf(language.number(total.count), language.number(total.of)),
    coverage: coverage(count("current"), count("earlier"), count("none")),
  };
}

function shareOfTotal(exercises: readonly ExerciseFacts[], language: Language) {
  const { total, figure, coverage } = totalOf(exercises, "mutation", language);
  if (total.of === 0) return { figure, coverage, exact: "" };
  return { figure: measuredShare(language, total.count / total.of, "floor"), exact: figure, coverage };
}

/** A bar for each origin that occurs; the longest fills its track. */
function originsOf(exercises: readonly ExerciseFacts[], language: Language) {
  const counts = origins.map((origin) => ({ origin, count: sum(exercises, (one) => countOf(one, [origin])) }));
  const width = scaleLinear([0, Math.max(1, ...counts.map(({ count }) => count))], [0, 100]);
  const all = sum(counts, ({ count }) => count);
  return counts
    .filter(({ count }) => count > 0)
    .map(({ origin, count }) => ({
      name: language.texts.course.origins[origin],
      count: language.number(count),
      share: measuredShare(language, count / all, "floor"),
      width: width(count).toFixed(2),
    }));
}

function rowOf(exercise: ExerciseFacts, language: Language) {
  const words = language.texts.course;
  const kinds: readonly CheckKind[] = ["cases", "matches", "gradient", "property"];
  const { caught, mistakes, falseAlarms, variants, mutation } = exercise;
  return {
    // The unit stands above.
    name: exerciseName(exercise.id),
    title: exercise.title,
    points: language.number(exercise.points),
    checks: kinds.flatMap((kind) => (exercise.checks[kind] ? [words.kinds[kind](exercise.checks[kind])] : [])),
    origins: origins
      .filter((origin) => exercise.origins[origin] !== undefined)
      .map((origin) => ({ name: words.originsInShort[origin], count: language.number(exercise.origins[origin]!) })),
    caught: {
      ...cellOf(caught, language),
      more: caught.version !== "none" && caught.of !== mistakes ? words.listedNow(mistakes) : "",
    },
    falseAlarms: { ...cellOf(falseAlarms, language), more: words.implementations(variants + 1) },
    mutation: { ...percentOf(mutation, language), more: cellOf(mutation, language).figure },
  };
}

function cellOf(figure: Measured<Share>, language: Language) {
  const { outOf } = language.texts.course;
  const known = measured(figure);
  return {
    figure: known ? outOf(language.number(known.count), language.number(known.of)) : "",
    note: noteOf(figure, language),
  };
}

function percentOf(figure: Measured<Share>, language: Language) {
  const known = measured(figure);
  return {
    figure: known && known.of > 0 ? measuredShare(language, known.count / known.of, "floor") : "",
    note: noteOf(figure, language),
  };
}

function noteOf({ version }: Measured<Share>, { texts: { course } }: Language): string {
  return version === "none" ? course.none : version === "earlier" ? course.earlier : "";
}

/** @param rounding - of the share; the interval is rounded outwards. */
function intervalText({ share, low, high }: Interval, rounding: "floor" | "ceil", language: Language): string {
  const text = (value: number, rounding: "floor" | "ceil"): string => measuredShare(language, value, rounding, 2);
  return language.texts.course.interval(text(share, rounding), text(low, "floor"), text(high, "ceil"));
}

function measured(figure: Measured<Share>): Share | undefined {
  return figure.version === "none" ? undefined : figure;
}

function countOf({ origins: own }: ExerciseFacts, wanted: readonly Origin[]): number {
  return sum(wanted, (origin) => own[origin] ?? 0);
}

function pointsOf({ points }: ExerciseFacts): number {
  return points;
}

function checksOf({ checks }: ExerciseFacts): number {
  return sum(Object.values(checks), (count) => count);
}

function casesOf(exercise: ExerciseFacts): number {
  return countOf(exercise, origins);
}

function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
