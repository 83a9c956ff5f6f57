/** The page for a class: who needs a look, everyone's points, and what could not be graded or matched. */
import { max, median } from "d3-array";
import { bySubmission, exercisesOfClass } from "../class.ts";
import type { ClassFacts } from "../class-facts.ts";
import { isolationText } from "../isolation.ts";
import { plain } from "../plain.ts";
import { scoreOf, shareOf } from "../score.ts";
import { english } from "../texts/english.ts";
import type { Language } from "../texts/language.ts";
import { glanceView, tenths, timesOf } from "./class/glance.ts";
import { lateView } from "./class/late.ts";
import { mapView, needsMapPage } from "./class/map.ts";
import { similarView } from "./class/similar.ts";
import { studentsView } from "./class/students.ts";
import { undecidedView } from "./class/undecided.ts";
import { unmatchedView } from "./class/unmatched.ts";
import { distributionView } from "./distribution.ts";
import { render } from "./templates.ts";

export interface ClassPageOptions {
  /** Folder of the students' pages, relative to this page, with a slash at the end. */
  readonly folder?: string;
  readonly language?: Language;
}

export function classPage(facts: ClassFacts, options: ClassPageOptions = {}): string {
  return render("class", classView(facts, options), ["map-table"]);
}

/** All that the template prints. */
export function classView(given: ClassFacts, { folder = "", language = english }: ClassPageOptions) {
  const words = language.texts.classPage;
  const facts = { ...given, results: bySubmission(given.results) };
  const { results, title = words.title, hasAudit = false } = facts;
  const options = { folder, language };
  const hasMapPage = needsMapPage(facts);
  const exercises = exercisesOfClass(results).length;
  const texts = {
    lang: language.tag,
    foreign: language.tag !== "en",
    words,
    title,
    summary: results.length === 0 ? words.none : words.summary(results.length, exercises),
    hasAudit,
    figures: glanceView(facts, language),
    distribution: distributionView(
      results.map((result) => shareOf(scoreOf(result))),
      language,
    ),
    students: studentsView(facts, options),
    late: lateView(facts, options),
    undecided: undecidedView(facts, options),
    similar: similarView(facts, options),
    unmatched: unmatchedView(facts, language),
    foot: footView(facts, language),
    hasMapPage,
    byExercise: words.map.byExercise(exercises),
  };
  // The map holds names that are plain already, and too many cells to look at each.
  return { ...plain(texts), map: mapView(facts, { ...options, by: hasMapPage ? "unit" : "exercise" }) };
}

function footView(facts: ClassFacts, language: Language) {
  const { foot, glance } = language.texts.classPage;
  const { results } = facts;
  const counted = (texts: readonly string[], ofMany: (text: string, count: number) => string): string => {
    const groups = [...Map.groupBy(texts, (text) => text)];
    return groups.map(([text, own]) => (groups.length === 1 ? text : ofMany(text, own.length))).join("; ");
  };
  const seconds = timesOf(facts).map((one) => one.seconds);
  const inWords = (value: number | undefined): string => glance.seconds(tenths(value ?? 0));
  if (results.length === 0) return [];
  return [
    {
      label: foot.isolation,
      text: counted(
        results.map(({ grader }) => isolationText(grader.isolation, language)),
        foot.isolationOf,
      ),
    },
    {
      label: foot.versions,
      text: counted(
        results.map(({ grader }) => foot.version(grader.version, grader.node)),
        foot.isolationOf,
      ),
    },
    ...(seconds.length === 0
      ? []
      : [{ label: foot.time, text: foot.timeText(inWords(median(seconds)), inWords(max(seconds)), seconds.length) }]),
  ];
}
