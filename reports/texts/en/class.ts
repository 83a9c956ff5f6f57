/** Words of the page of a class. */
import type { ExerciseStatus } from "#graders/result/result.ts";
import type { UnmatchedKind } from "../../class-facts.ts";
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("en");
const submissions = (count: number): string => counted(count, "submission", "submissions");

export const classPage = {
  title: "Class overview",
  skip: "Skip to the students",
  none: "No submission was graded.",
  nothing: "There is nobody to show yet. Grade a folder of submissions, and the class stands here.",
  summary: (count: number, exercises: number): string =>
    `${submissions(count)} of ${counted(exercises, "exercise", "exercises")}.`,
  items: "Exercises and checks: what to mend, what to teach again",
  gradebook: "Gradebook as CSV",
  audit: "Who changed what, and when",

  glance: {
    title: "At a glance",
    median: "Median",
    middle: (low: string, high: string): string => `middle half from ${low} to ${high}`,
    full: "All points",
    low: "Below half of the points",
    late: "Late",
    missing: "Nothing handed in",
    open: "Not fully graded",
    similar: "Similar code",
    groups: "groups of submissions",
    unmatched: "Not matched",
    time: "Time to grade one",
    slowest: (seconds: string): string => `slowest ${seconds},`,
    seconds: (value: number): string => `${number(value)} s`,
    of: (count: number): string => `of ${number(count)}`,
  },

  spread: {
    title: "Spread",
    picture: "How many submissions have which share of the points",
    caption: "Submissions by share of the points. The band below holds the middle half, the line in it is the median.",
    captionWithoutBand: "Submissions by share of the points.",
    bar: (from: string, to: string, count: number): string => `${from} to ${to}: ${submissions(count)}`,
    median: (share: string): string => `median ${share}`,
    quartiles: (low: string, high: string): string => `quartiles ${low} and ${high}`,
  },

  students: {
    title: "Students",
    note: "In the order of their names. A unit's cell is the share of its points.",
    noteMarks: (maximum: number): string => `Marks are those of the policy, of ${number(maximum)}.`,
    name: "Name",
    section: "Section",
    points: "Points",
    mark: "Mark",
    exercises: "Exercises",
    remarks: "Remarks",
    time: "Time",
    attempt: (attempt: number): string => `attempt ${attempt}`,
    doesNotCount: "another attempt counts",
    pending: "pending",
    notGraded: "not graded",
    nothing: "Handed in nothing.",
    late: "Late",
    absent: "not in this grading",
    open: (what: string): string => `Not graded, by no fault of the student: ${what}.`,
    listedMissing: (names: string): string => `Missing: ${names}.`,
    listedBroken: (names: string): string => `Does not load: ${names}.`,
    more: (count: number): string => `${count} more`,
  },

  controls: {
    label: "Filter the students",
    text: "Find",
    textHint: "name, exercise, remark",
    section: "Section",
    everySection: "all sections",
    state: "State",
    states: {
      all: "all",
      low: "below half of the points",
      late: "late",
      missing: "with missing work",
      open: "not fully graded",
    },
    /** `{shown}` and `{total}` are filled in by the page. */
    shown: "{shown} of {total} shown.",
    sorted: "Sorted by {column}, {direction}.",
    ascending: "ascending",
    descending: "descending",
    reset: "Show all",
  },

  map: {
    title: "Every exercise of every student",
    titleOf: (title: string): string => `${title}: every exercise of every student`,
    titleOfUnits: "Every unit of every student",
    skip: "Skip to the map",
    back: "Back to the class",
    byExercise: (exercises: number): string =>
      `All ${counted(exercises, "exercise", "exercises")} one by one are on a page of their own.`,
    summary: (students: number, exercises: number): string =>
      `Map of ${counted(students, "student", "students")} by ${counted(exercises, "exercise", "exercises")}`,
    summaryOfUnits: (students: number, units: number): string =>
      `Map of ${counted(students, "student", "students")} by ${counted(units, "unit", "units")}`,
    note: "A number is the share of the exercise's points in percent, and the stronger the colour, the more. The signs:",
    noteOfUnits:
      "A number is the share of the unit's points in percent, and the stronger the colour, the more. A sign holds for each exercise of the unit:",
    jump: "Jump to",
    from: (first: string, last: string): string => `From ${first} to ${last}`,
    range: (first: number, last: number): string => `${number(first)}–${number(last)}`,
    student: "Student",
    mean: "Mean",
    absent: "not in this grading",
    signs: {
      passed: "all points",
      missing: "missing",
      "not started": "not started",
      broken: "not loadable",
      "not graded": "not graded",
    } satisfies Readonly<Partial<Record<ExerciseStatus, string>>>,
  },

  late: {
    title: "Late and missing work",
    late: "Late",
    who: "Student",
    when: "Handed in (UTC)",
    consequence: "What it means",
    extension: "Extension until",
    noPolicy: "The platform says that it came late. There is no policy that would say what that means.",
    missing: (count: number): string => `Handed in nothing: ${counted(count, "person", "people")}`,
    extensions: "Extensions of those who are not late",
  },

  open: {
    title: "Not graded",
    note: "What could not be decided is outside the points, neither earned nor lost. Grading again tries it again.",
    reason: "Reason",
    what: "Exercise and check",
    whole: "the whole exercise",
    who: "Submissions",
    more: (count: number): string => `and ${number(count)} more`,
  },

  similar: {
    title: "Similar code",
    note: "These groups have unusually much code in common, beyond the stub and beyond what most of the class wrote. That says what to look at, never who copied from whom: pairs may have worked from the same book, been helped by the same person, or simply found the same short answer. Some pairs are there by chance: the more people, the more of them. In a small class whatever two share looks rare. Nor does it say who wrote first, and whoever is not listed may have copied all the same. Read both before you draw a conclusion, and hear the people.",
    tool: (name: string, threshold: string): string =>
      `Compared by ${name}. Listed are pairs that share ${threshold} or more.`,
    none: "No pair of submissions is unusually alike.",
    group: (count: number): string => submissions(count),
    pair: "Pair",
    share: "Shared",
    longest: "Longest stretch in common",
    stretch: (lines: number, first: number, second: number): string =>
      `${counted(lines, "line", "lines")}, from line ${first} and from line ${second}`,
    usual: (share: string): string => `In this exercise half of the class share ${share} or less with anyone.`,
    reference: (share: string): string =>
      `They share ${share} with the reference: a common source, such as a textbook, is likely the nearer that is to 100%.`,
    morePairs: (count: number): string => `${counted(count, "pair", "pairs")} more, less alike.`,
    tooShort: "Too short to compare",
    tooShortNote: (exercise: string, count: number): string => `${exercise} (${submissions(count)})`,
    unread: "Could not be compared, or with less certainty",
  },

  unmatched: {
    title: "Not matched",
    note: "What the intake could not bring together. Nothing of it was dropped in silence.",
    kinds: {
      submissionsWithoutPerson: "Submissions of nobody on the roster; graded all the same",
      severalPeople: "Submissions that fit several people on the roster, and were given to none",
      severalSubmissions: "People with several submissions that are not attempts of one",
      ambiguousFiles: "Exercises with several files that could be meant",
      filesOfNoExercise: "Files under names that are no exercise, where an exercise is missing",
      filesOfNobody: "Files that belong to no submission",
      unread: "Files that were not read",
      repositories: "Repositories that could not be fetched",
      lines: "Lines of the roster or list that could not be understood",
    } satisfies Readonly<Record<UnmatchedKind, string>>,
    more: (count: number): string => `${number(count)} more are in intake.json.`,
  },

  foot: {
    title: "How this was graded",
    isolation: "Isolation",
    isolationOf: (text: string, count: number): string => `${text} (${submissions(count)})`,
    versions: "Versions",
    version: (grader: string, node: string): string => `gradecheck ${grader}, Node ${node}`,
    time: "Time",
    timeText: (median: string, slowest: string, count: number): string =>
      `median ${median}, slowest ${slowest}, of ${submissions(count)}; by the clock, while others were graded beside it`,
  },
};
