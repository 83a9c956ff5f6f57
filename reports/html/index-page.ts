/** The page for a class: everyone's points, unit by unit, and the pages of each. */
import type { Result } from "#graders/result/result.ts";
import { bySubmission, problemsOf, unitsOfClass } from "../class.ts";
import { isolationOfClass } from "../isolation.ts";
import { plain } from "../plain.ts";
import { isOpen, openInWords, scoreOf, shareOf, statusCounts, unitsOf, unitTitle, type Score } from "../score.ts";
import { counted, exerciseWords, rounded } from "../words.ts";
import { distributionView } from "./distribution.ts";
import { pageFileName } from "./page-file-name.ts";
import { render } from "./templates.ts";

export interface IndexOptions {
  /** The page's heading, such as the course's name. */
  readonly title?: string;
  /** Folder of the students' pages, relative to this page, with a slash at the end. */
  readonly folder?: string;
}

export function indexPage(results: readonly Result[], options: IndexOptions = {}): string {
  return render("index", indexView(results, options));
}

/** All that the template prints. */
export function indexView(results: readonly Result[], { title = "Class overview", folder = "" }: IndexOptions) {
  const units = unitsOfClass(results);
  const shares = results.map((result) => shareOf(scoreOf(result)));
  return {
    title: plain(title),
    summary: `${counted(results.length, "submission")}. ${middleInWords(shares)}`,
    units: units.map((id) => ({ id: plain(id), title: unitTitle(plain(id)) })),
    // The address comes from the exact id; what is read from the plain one.
    rows: bySubmission(results).map((result) => ({
      href: folder + pageFileName(result.submission.id),
      ...rowView(plain(result), units),
    })),
    distribution: distributionView(shares),
    isolation: results.length === 0 ? "" : plain(isolationOfClass(results)),
  };
}

function rowView(result: Result, units: readonly string[]) {
  const own = new Map(unitsOf(result).map((unit) => [unit.id, unit]));
  return {
    submission: result.submission.id,
    total: cellView(scoreOf(result)),
    units: units.map((id) => cellView(own.get(id))),
    counts: statusCounts(result).map(({ status, count }) => ({ count, words: exerciseWords[status] })),
    problems: problemsOf(result),
  };
}

/** Points with their share as a bar; in words where there are none to give. */
function cellView(score: Score | undefined) {
  const share = score && shareOf(score);
  const note =
    score && isOpen(score) ? (share === undefined ? "not graded" : `+ ${openInWords(score)} not graded`) : "";
  return {
    absent: score === undefined,
    points: score && share !== undefined ? rounded(score.points) : "–",
    maxPoints: score && share !== undefined ? rounded(score.maxPoints) : "",
    hasBar: share !== undefined,
    percent: share === undefined ? "0" : rounded(100 * share),
    note,
  };
}

function middleInWords(shares: readonly (number | undefined)[]): string {
  const sorted = shares.filter((share) => share !== undefined).toSorted((a, b) => a - b);
  if (sorted.length === 0) return "None could be graded.";
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  return `The median is ${Math.round(100 * middle)} % of the points.`;
}
