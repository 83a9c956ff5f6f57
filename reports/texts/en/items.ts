/** Words of the page that analyses exercises and checks. */
import { writingOf } from "../writing.ts";

const { counted, number, percent } = writingOf("en");
const submissions = (count: number): string => counted(count, "submission", "submissions");

export const itemsPage = {
  title: "Exercises and checks",
  titleOf: (assignment: string): string => `${assignment}: exercises and checks`,
  skip: "Skip to the exercises",
  back: "Back to the class",
  summary: (exercises: number, checks: number, count: number): string =>
    `${counted(exercises, "exercise", "exercises")} with ${counted(checks, "check", "checks")}, and what ${submissions(count)} say about them.`,
  none: "No submission was graded, so there is nothing to analyse.",
  nothing: "No exercise has results yet.",
  tooFew: (count: number, fewest: number): string =>
    `With ${submissions(count)} no coefficient means anything, so none is shown; from ${number(fewest)} on they are. Shares and mistakes are facts at any number.`,
  few: (count: number): string =>
    `${submissions(count)} are few: a discrimination may be off by 0.2 to 0.4 by chance alone. Take it as a hint where to look, not as a finding.`,

  reliability: {
    title: "How far the points can be trusted",
    alpha: "Cronbach's α",
    standardError: "Standard error of measurement",
    points: (value: number): string => `± ${counted(value, "point", "points")}`,
    good: (threshold: number): string =>
      `At least ${number(threshold)}: the exercises measure one thing well enough to rank by it.`,
    low: (threshold: number): string =>
      `Below ${number(threshold)}: the exercises measure different things, or too little of one. Don't rank people by small differences.`,
    error: "Two people whose points differ by less than this may well be equally good.",
    none: "Cannot be said: it takes two exercises, and points that differ.",
  },

  advice: {
    title: "What to look at",
    mend: "Checks and exercises to mend",
    teach: "What to teach again",
    nothingToMend: "No rule finds anything to mend.",
    nothingToTeach: "No exercise is too hard for most, and no mistake is common.",
    more: (count: number): string => `${number(count)} more`,
    kinds: {
      suspect: (value: string): string =>
        `is passed more often by the weak than by the strong (discrimination ${value}). Try it on right code that looks unusual: it may refuse a right answer, or accept a common wrong one.`,
      never: "is passed by nobody whose code ran. Check that it asks for what the exercise's text says.",
      undecided: (count: number, of: number): string =>
        `gave no verdict on ${number(count)} of ${number(of)}. Look at the reasons on the class page.`,
      weak: (value: string): string =>
        `hardly tells the strong from the weak (best 27% against last 27%: ${value}). Give it sharper inputs, or fewer points.`,
      apart: (value: string): string =>
        `goes another way than the rest: without it, α would be ${value}. That may be right for a topic of its own; else look at its checks.`,
    },
    always: (count: number): string => `${counted(count, "check is", "checks are")} passed by everybody whose code ran`,
    alwaysNote: "They say nothing about differences, and may still be worth having.",
    hard: (share: string, tried: number, of: number): string =>
      `is hard: on average ${share} of its points; ${number(tried)} of ${number(of)} tried it. Go through it once more.`,
    mistake: (count: number, of: number): string => `${number(count)} of ${number(of)} made this mistake:`,
    reread: "Formula to go through:",
  },

  picture: {
    title: "Difficulty and discrimination",
    words:
      "Each exercise as a dot: to the right what the class finds easy, further up what tells the strong from the weak. The numbers are in the table below.",
    x: "difficulty: mean share of the points",
    y: "discrimination",
    band: "below 0.2 an item tells little",
    dot: (title: string, difficulty: string, discrimination: string): string =>
      `${title}: difficulty ${difficulty}, discrimination ${discrimination}`,
  },

  exercises: {
    title: "Exercises",
    note: "A file that is missing, untouched or not loadable counts as 0, as in the grade. What could not be graded is left out.",
    exercise: "Exercise",
    points: "Points",
    count: "Submissions",
    tried: "Tried",
    undecided: "Not graded",
    difficulty: "Difficulty",
    discrimination: "Discrimination",
    upperLower: "Best − last 27%",
    alphaWithout: "α without it",
    more: "Checks and mistakes",
  },

  checks: {
    title: "Checks and mistakes, exercise by exercise",
    note: "Of a check only those submissions count on whose code it gave a verdict. What was skipped, untouched or not decided says nothing about the check.",
    check: "Check",
    summary: (checks: number, mistakes: number): string =>
      `${counted(checks, "check", "checks")}, ${counted(mistakes, "known mistake", "known mistakes")} seen`,
    none: "No check gave a verdict.",
    flags: {
      suspect: "suspect",
      weak: "weak",
      always: "all pass",
      never: "none passes",
      undecided: "often undecided",
      apart: "apart",
    },
  },

  mistakes: {
    title: "Mistakes by frequency",
    note: "Of those who tried the exercise: who made a mistake of its catalogue, in whatever check it showed.",
    count: (count: number, of: number): string => `${number(count)} of ${number(of)}`,
    perhaps: (count: number): string => `in ${number(count)} of them it can't be told from another mistake`,
    none: "None of the known mistakes was seen.",
  },

  glossary: {
    title: "What the figures mean",
    where: "Source",
    terms: {
      difficulty: {
        term: "Difficulty (p)",
        text: "The mean share of the points that the class has: 1 is easy, 0 is hard. Between 0.3 and 0.7 an item tells most about differences.",
        formula: "p = (1/n) Σ_i x_i / x_max",
        source: "Allen & Yen, Introduction to Measurement Theory (1979), p. 121",
      },
      discrimination: {
        term: "Discrimination (corrected item-total correlation)",
        text: "How far those who are good at the rest are good at this too: the correlation of its share with the share of all other points. For a check that is passed or not this is the point-biserial correlation. The item itself is left out of the rest, or it would correlate with itself. Below 0 the weak do better, which is suspect.",
        formula: "r = cov(x, X − x) / (s_x · s_{X−x})",
        source: "Henrysson, Correction of item-total correlations in item analysis, Psychometrika 28 (1963)",
      },
      upperLower: {
        term: "Best − last 27%",
        text: "The mean share of the best 27% of the class minus that of the last 27%. Who is tied at a border shares its places. 0.4 and above is very good, 0.3 good, 0.2 marginal, below that poor.",
        formula: "D = p_upper − p_lower",
        source:
          "Kelley, The selection of upper and lower groups for the validation of test items, Journal of Educational Psychology 30 (1939); bands: Ebel & Frisbie, Essentials of Educational Measurement, 5th ed. (1991), p. 232",
      },
      alpha: {
        term: "Cronbach's α",
        text: "How far the exercises go together, from the variances of their points; k is their number. For items that are worth 0 or 1 it is KR-20. What was not graded is left out pair by pair. 0.7 is the usual least value.",
        formula: "α = k/(k−1) · (1 − Σ_i s_i^2 / s_X^2)",
        source:
          "Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951); Kuder & Richardson (1937); 0.7: Nunnally, Psychometric Theory, 2nd ed. (1978), p. 245",
      },
      alphaWithout: {
        term: "α without it",
        text: "What α would be if the exercise were left out. Where it rises, the exercise measures something else, or measures badly.",
        formula: "",
        source: "Nunnally & Bernstein, Psychometric Theory, 3rd ed. (1994), chapter 8",
      },
      standardError: {
        term: "Standard error of measurement",
        text: "How much a person's points would vary by chance over exercises of the same kind, one standard deviation.",
        formula: "SEM = s_X √(1 − α)",
        source: "Lord & Novick, Statistical Theories of Mental Test Scores (1968), chapter 3",
      },
      smallClasses: {
        term: "Small classes",
        text: "The standard error of a correlation near 0 is about 1/√(n − 3): 0.38 with 10 submissions, as wide as all bands together, and 0.19 with 30. Below 10 none is shown, below 30 with a warning.",
        formula: "SE = 1/√(n − 3)",
        source: "Fisher, On the probable error of a coefficient of correlation, Metron 1 (1921)",
      },
      rules: {
        term: "Rules of the advice",
        text: `A mistake is common from ${percent(0.2)} of those who tried and three people on; a check is often undecided from ${percent(0.05)} on; an exercise goes another way where α rises by 0.01 without it; that a check is passed more often by the weak is only said where chance would do so once in twenty times at most, and that it hardly tells them apart where between 10% and 90% of at least 30 pass. These are choices of this page.`,
        formula: "",
        source: "",
      },
    },
  },
};
