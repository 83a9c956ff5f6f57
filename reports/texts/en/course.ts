/** Words of the page of the course: what is in it, and what its checks are worth. */
import type { CheckKind, Origin } from "#graders/result/course-facts.ts";
import { writingOf } from "../writing.ts";

const { counted } = writingOf("en");

export const course = {
  title: "The course, and what its grades are worth",
  skip: "Skip to the exercises",
  why: "Why trust these grades",
  lead: "A grade is worth what its checks are worth. So the checks are graded too: on code that is known to be wrong, on code that is known to be right, and on small changes to the reference. What came of it stands here, exercise by exercise.",
  honesty:
    "A figure holds for the version that it was measured with. Where an exercise, its reference or the grader has changed since, it says “earlier version”; where nobody has measured yet, it says so.",
  again: "Measured again by",
  summary: (exercises: number, units: number, points: number, checks: number): string =>
    `${counted(exercises, "exercise", "exercises")} in ${counted(units, "unit", "units")}, with ${counted(checks, "check", "checks")} for ${counted(points, "point", "points")}.`,
  reasons: {
    caught: {
      title: "Known mistakes are caught",
      text: "Each exercise lists the slips that people make in it. Each is handed in like a student's file and must lose points.",
      link: "What a known mistake is",
    },
    falseAlarms: {
      title: "Right code is not refused",
      text: "The reference and other right implementations are graded under many seeds. So often did one of them lose a point.",
      link: "What a false alarm is",
    },
    mutation: {
      title: "Small changes are noticed",
      text: "The reference is changed in one place, again and again: < for ≤, a mean for a sum. So many of these changes cost points.",
      link: "What the mutation score is",
    },
    origins: {
      title: "Answers come from outside",
      text: "So many cases take their answer from another library or a publication. The others are worked by hand; none is taken from the reference.",
      link: "Where expected answers come from",
    },
  },
  outOf: (count: string, of: string): string => `${count} of ${of}`,
  nothingMeasured: "Not measured",
  /** Below the figure of all: how many exercises are in it, and of which version. */
  coverage: (current: number, earlier: number, none: number): string =>
    [
      ...(current > 0 ? [`${counted(current, "exercise", "exercises")} measured with the current version`] : []),
      ...(earlier > 0 ? [`${counted(earlier, "exercise", "exercises")} measured with an earlier version`] : []),
      ...(none > 0 ? [`${counted(none, "exercise", "exercises")} not measured`] : []),
    ].join("; "),
  originsTitle: "Where expected answers come from",
  originsNote: (cases: string): string =>
    `Of ${cases} cases in all. A case counts once, for what its source names first.`,
  origins: {
    PyTorch: "PyTorch",
    JAX: "JAX, Flax, Optax",
    TensorFlow: "TensorFlow, Keras",
    "scikit-learn": "scikit-learn",
    "NumPy and SciPy": "NumPy, SciPy",
    ONNX: "ONNX",
    "other libraries": "Other libraries",
    published: "Published tables and papers",
    "by hand": "Worked by hand from the definition",
    refusal: "Input that must be refused",
  } satisfies Record<Origin, string>,
  originsInShort: {
    PyTorch: "PyTorch",
    JAX: "JAX",
    TensorFlow: "TensorFlow",
    "scikit-learn": "scikit-learn",
    "NumPy and SciPy": "NumPy, SciPy",
    ONNX: "ONNX",
    "other libraries": "other libraries",
    published: "publications",
    "by hand": "worked by hand",
    refusal: "to be refused",
  } satisfies Record<Origin, string>,
  originsHead: { origin: "Origin", cases: "Cases", share: "Share" },
  unitsTitle: "Units",
  unitSummary: (exercises: number, points: number): string =>
    `${counted(exercises, "exercise", "exercises")}, ${counted(points, "point", "points")}`,
  head: {
    exercise: "Exercise",
    points: "Points",
    checks: "Checks",
    origins: "Answers from",
    caught: "Mistakes caught",
    falseAlarms: "False alarms",
    mutation: "Mutation score",
  },
  kinds: {
    cases: (count: number) => `${count} by cases`,
    matches: (count: number) => `${count} against the reference`,
    gradient: (count: number) => counted(count, "gradient", "gradients"),
    property: (count: number) => counted(count, "law", "laws"),
  } satisfies Record<CheckKind, (count: number) => string>,
  noCases: "No cases with fixed answers",
  earlier: "earlier version",
  none: "not measured",
  listedNow: (count: number): string => `${count} are listed now`,
  implementations: (count: number): string => counted(count, "right implementation", "right implementations"),
  rulesTitle: "The gradient check beside other rules",
  rulesNote: (functions: number, wrong: number): string =>
    `${functions} functions that are hard to differentiate by differences, and ${wrong} wrong gradients of them. Every rule gets the same inputs. In brackets: the 95% interval.`,
  rulesHead: { rule: "Rule", refused: "Right gradients refused", caught: "Wrong gradients caught" },
  interval: (share: string, low: string, high: string): string => `${share} [${low} to ${high}]`,
  wordsTitle: "What the words mean",
  words: {
    caught: {
      term: "Known mistake",
      text: "A wrong variant of the reference that people really write, such as a gradient without the mean. It is caught when at least one check takes points from it. When a student's numbers are the same, the report says what they look like.",
    },
    falseAlarms: {
      term: "False alarm",
      text: "Code that is known to be right loses a point: the reference, or an implementation that takes another way to the same answer. It is graded under many seeds, since inputs are drawn.",
    },
    mutation: {
      term: "Mutation score",
      text: "Of all small changes to the reference the share that a check notices. Changes that no input can tell from the original are explained one by one and left out. Rounded down.",
    },
    origins: {
      term: "Expected answer",
      text: "What a case holds a student's answer against. It comes from a library with its version, from a publication, or from the definition worked by hand. Where input must be refused, the doc comment of the function says so.",
    },
    checks: {
      term: "Kinds of check",
      text: "By cases: fixed inputs with fixed answers. Against the reference: drawn inputs, the same answer as the reference within rounding. Gradient: held against differences of the forward pass. Law: what must be true for every input, such as rows that sum to one.",
    },
    version: {
      term: "Earlier version",
      text: "Each figure is kept with a digest of all that decides it: spec, reference, inputs and the code that grades. Where the digest of today is another one, the figure is shown and called what it is.",
    },
  },
};
