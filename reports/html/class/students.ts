/** The table of students: points, units, what is missing or late, and which of the table's filters each fits. */
import type { BriefResult } from "#graders/result/brief.ts";
import type { ExerciseStatus } from "#graders/result/result.ts";
import { unitsOfClass, problemsOf } from "../../class.ts";
import type { ClassFacts, HandedIn } from "../../class-facts.ts";
import { isOpen, openInWords, scoreOf, shareOf, statusCounts, unitsOf, unitTitle, type Score } from "../../score.ts";
import type { Language } from "../../texts/language.ts";
import { wordsOfExercise } from "../../words.ts";
import { pageFileName } from "../page-file-name.ts";
import { byName, nameOf, personName } from "./names.ts";
import { shareCell } from "./share-cell.ts";

/** Fewer are seen at a glance, without search and sorting. */
const enoughToSort = 6;
const lowShare = 0.5;
const statusOrder: readonly ExerciseStatus[] = ["passed", "failed", "broken", "missing", "not started", "not graded"];

export interface StudentsOptions {
  readonly folder: string;
  readonly language: Language;
}

export function studentsView(facts: ClassFacts, options: StudentsOptions) {
  const { results, missing = [], maximum } = facts;
  const units = unitsOfClass(results);
  const words = options.language.texts.classPage.students;
  const rows = byName([
    ...results.map((result) => resultRow(result, units, facts, options)),
    ...missing.map((person) => ({
      ...emptyRow(units, words.absent),
      name: personName(person),
      section: person.section ?? "",
      remarks: [{ text: words.nothing, foreign: false }],
      states: "missing",
    })),
  ]);
  const sections = [...new Set(rows.map(({ section }) => section).filter((section) => section !== ""))].toSorted();
  return {
    rows,
    units: units.map((id) => ({ id, title: unitTitle(id) })),
    sections,
    hasMarks: maximum !== undefined,
    hasTimes: rows.some(({ seconds }) => seconds !== ""),
    note: maximum === undefined ? words.note : `${words.note} ${words.noteMarks(maximum)}`,
    key: [...new Set(results.flatMap(({ exercises }) => exercises.map(({ status }) => status)))]
      .toSorted((a, b) => statusOrder.indexOf(a) - statusOrder.indexOf(b))
      .map((status) => wordsOfExercise(status, options.language)),
    sortable: rows.length >= enoughToSort,
    states: (["low", "late", "missing", "open"] as const)
      .map((id) => ({
        id,
        title: options.language.texts.classPage.controls.states[id],
        count: options.language.number(rows.filter(({ states }) => states.split(" ").includes(id)).length),
      }))
      .filter(({ count }) => count !== "0"),
  };
}

type Row = ReturnType<typeof emptyRow>;

function resultRow(
  result: BriefResult,
  units: readonly string[],
  facts: ClassFacts,
  { folder, language }: StudentsOptions,
): Row {
  const { id } = result.submission;
  const words = language.texts.classPage.students;
  const own = facts.handedIn?.get(id);
  const score = scoreOf(result);
  const share = shareOf(score);
  const byUnit = new Map(unitsOf(result).map((unit) => [unit.id, unit]));
  const lateWords = own?.late && (own.late.facts ? language.texts.policy.lateness(own.late.facts) : `${words.late}.`);
  return {
    name: nameOf(id, facts),
    href: folder + pageFileName(id),
    detail: attemptText(own, language),
    section: [...new Set(own?.people.flatMap(({ section }) => section ?? []))].join(", "),
    points: share === undefined ? "–" : language.number(score.points),
    maxPoints: share === undefined ? "" : language.number(score.maxPoints),
    share: share === undefined ? "" : share.toFixed(4),
    percent: share === undefined ? "0" : (100 * share).toFixed(1),
    mark: markText(own, language),
    markValue: String(own?.marks.find(({ mark }) => mark !== undefined)?.mark ?? ""),
    units: units.map((unit) => unitCell(byUnit.get(unit), language)),
    counts: statusCounts(result).map(({ status, count }) => ({ count, words: wordsOfExercise(status, language) })),
    seconds: own?.seconds === undefined ? "" : language.texts.classPage.glance.seconds(rounded(own.seconds)),
    secondsValue: own?.seconds === undefined ? "" : own.seconds.toFixed(3),
    remarks: [
      ...(lateWords === undefined ? [] : [{ text: lateWords, foreign: false }]),
      // Sentences of the grader are English.
      ...problemsOf(result, language).map((text) => ({ text, foreign: text === result.problem?.message })),
    ],
    states: statesOf(result, share, own).join(" "),
  };
}

function statesOf(result: BriefResult, share: number | undefined, own: HandedIn | undefined): string[] {
  const lacks = result.problem?.kind === "missing" || result.exercises.some(({ status }) => status === "missing");
  return [
    ...(share !== undefined && share < lowShare ? ["low"] : []),
    ...(own?.late ? ["late"] : []),
    ...(lacks ? ["missing"] : []),
    ...(isOpen(scoreOf(result)) ? ["open"] : []),
  ];
}

function attemptText(own: HandedIn | undefined, { texts }: Language): string {
  const { attempt, doesNotCount } = texts.classPage.students;
  const { marks = [] } = own ?? {};
  return [
    ...(own?.attempt === undefined ? [] : [attempt(own.attempt)]),
    ...(marks.length > 0 && marks.every(({ counts }) => !counts) ? [doesNotCount] : []),
  ].join(", ");
}

/** Of a group whose marks differ, all of them. */
function markText(own: HandedIn | undefined, { texts, number }: Language): string {
  const { pending, notGraded } = texts.classPage.students;
  const marks = (own?.marks ?? [])
    .filter(({ counts }) => counts)
    .map(({ state, mark }) => (mark !== undefined ? number(mark) : state === "pending" ? pending : notGraded));
  return [...new Set(marks)].join(" / ");
}

function unitCell(score: Score | undefined, language: Language) {
  const share = score && shareOf(score);
  const open = score && isOpen(score) ? language.texts.common.undecided(openInWords(score, language)) : "";
  if (share === undefined)
    return {
      tone: score ? "o" : "z",
      share: "",
      text: score ? "○" : "–",
      hidden: score ? open : language.texts.classPage.students.absent,
    };
  const { tone, percent } = shareCell(share);
  return { tone, share: share.toFixed(4), text: language.percent(percent / 100), hidden: open };
}

function emptyRow(units: readonly string[], absent: string) {
  return {
    name: "",
    href: "",
    detail: "",
    section: "",
    points: "–",
    maxPoints: "",
    share: "",
    percent: "0",
    mark: "",
    markValue: "",
    units: units.map(() => ({ tone: "z" as string, share: "", text: "–", hidden: absent })),
    counts: [] as { count: number; words: ReturnType<typeof wordsOfExercise> }[],
    seconds: "",
    secondsValue: "",
    remarks: [] as { text: string; foreign: boolean }[],
    states: "",
  };
}

/** A tenth of a second is all that a clock on a busy machine can say. */
function rounded(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
}
