/**
 * The intake of a class: from what an instructor has to submissions that know who handed them in, and a list of all that could not
 * be brought together.
 */
import { basename } from "node:path";
import { openSubmission, type Submission } from "#graders/batch/submissions.ts";
import { exerciseNames } from "./exercise-names.ts";
import type { Found, FoundSubmission } from "./found.ts";
import type { FetchSettings } from "./git/fetch.ts";
import { personOf, type Identity, type Person, type Source } from "./people.ts";
import { placeFiles, withAliases, type Placing } from "./placing.ts";
import { matchPerson } from "./roster/match.ts";
import { readRoster, type Roster } from "./roster/roster.ts";
import { submissionsIn } from "./submissions-in.ts";
import { otherFiles, type Unmatched } from "./unmatched.ts";

export interface IntakeOptions {
  /** Ids of the exercises that are graded. */
  readonly exercises: readonly string[];
  /** What the instructor says it is. */
  readonly as?: Source | undefined;
  /** The file of the roster. */
  readonly roster?: string | undefined;
  /** Where repositories are fetched to. */
  readonly git: FetchSettings;
  /** Is told what takes long, and of each repository that can't be fetched. */
  readonly tell?: (line: string) => void;
}

export interface ClassIntake {
  readonly source: Source;
  /** What spoke for it, or that the instructor said so. */
  readonly evidence: string;
  readonly submissions: readonly Submission[];
  readonly roster?: { readonly file: string; readonly people: readonly Person[] };
  readonly unmatched: Unmatched;
}

/** @throws UsageError - when there is nothing to grade at the path, or the roster is none. */
export async function takeIn(path: string, options: IntakeOptions): Promise<ClassIntake> {
  const names = exerciseNames(options.exercises);
  const roster = options.roster === undefined ? undefined : await readRoster(options.roster);
  const { as, git, tell = () => undefined } = options;
  const found = await submissionsIn(path, { as, names, git, tell });
  const unique = withUniqueIds(found.submissions);
  const placings = new Map(
    unique.map(({ submission, paths }) => [submission.id, placeFiles(paths, options.exercises, names)]),
  );
  const matched = unique.map(({ submission }) =>
    matchedSubmission(placed(submission, placings.get(submission.id)!), roster),
  );
  return {
    source: found.source,
    evidence: as === undefined ? found.evidence : "--as says so",
    submissions: matched.map(({ submission }) => submission),
    ...(roster ? { roster: { file: basename(options.roster!), people: roster.people } } : {}),
    unmatched: unmatchedIn(found, matched, placings, options, roster),
  };
}

/** Ids name results, pages and rows, so no two are the same; which one is numbered doesn't depend on the machine. */
function withUniqueIds(found: readonly FoundSubmission[]): FoundSubmission[] {
  const taken = new Set<string>();
  return found
    .toSorted((a, b) => compare(a.submission.id, b.submission.id))
    .map(({ submission, paths }) => {
      let id = submission.id;
      for (let number = 2; taken.has(id); number++) id = `${submission.id}~${number}`;
      taken.add(id);
      return { submission: { ...submission, id }, paths };
    });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function placed(submission: Submission, { aliases }: Placing): Submission {
  if (aliases.size === 0) return submission;
  return {
    ...submission,
    open: async () => {
      const opened = await openSubmission(submission);
      return opened.status === "open" ? { status: "open", files: withAliases(opened.files, aliases) } : opened;
    },
  };
}

interface Matched {
  readonly submission: Submission;
  /** Those who could be meant and were not taken. */
  readonly several: readonly Person[];
}

/** Without a roster, a person is whom the download names. */
function matchedSubmission(submission: Submission, roster: Roster | undefined): Matched {
  const identities = submission.submittedBy ?? [];
  const matches = identities.map((identity: Identity) => {
    if (roster) return matchPerson(identity, roster.people);
    const person = personOf(identity);
    return person ? { person } : {};
  });
  const people = [...new Set(matches.flatMap(({ person }) => person ?? []))];
  const [person] = people;
  return {
    submission: {
      ...submission,
      ...(person ? { person } : {}),
      ...(people.length > 1 ? { group: people } : {}),
    },
    several: matches.flatMap(({ several = [] }) => several),
  };
}

/** Everybody who handed a submission in. */
export function peopleOf({ person, group }: Submission): readonly Person[] {
  return group ?? (person ? [person] : []);
}

function unmatchedIn(
  found: Found,
  matched: readonly Matched[],
  placings: ReadonlyMap<string, Placing>,
  options: IntakeOptions,
  roster: Roster | undefined,
): Unmatched {
  const submissions = matched.map(({ submission }) => submission);
  const byPerson = Map.groupBy(
    submissions.flatMap((submission) => peopleOf(submission).map((person) => ({ person, submission }))),
    ({ person }) => person.id,
  );
  const rosterFile = basename(options.roster ?? "");
  const rosterLines = roster?.unread.map((fault) => ({ file: rosterFile, ...fault })) ?? [];
  return {
    submissionsWithoutPerson: roster ? matched.filter(isOfNobody).map(({ submission }) => submission.id) : [],
    peopleWithoutSubmission: roster?.people.map(({ id }) => id).filter((id) => !byPerson.has(id)) ?? [],
    severalPeople: matched.flatMap(({ submission, several }) =>
      several.length === 0 ? [] : [{ submission: submission.id, people: several.map(({ id }) => id) }],
    ),
    severalSubmissions: [...byPerson].flatMap(([person, own]) =>
      areAttempts(own.map(({ submission }) => submission))
        ? []
        : [{ person, submissions: own.map(({ submission }) => submission.id) }],
    ),
    ambiguousFiles: submissions.flatMap(({ id }) =>
      placings.get(id)!.ambiguous.map((ambiguous) => ({ submission: id, ...ambiguous })),
    ),
    filesOfNoExercise: submissions.flatMap(({ id }) => otherFiles(id, placings.get(id)!)),
    filesOfNobody: found.strays,
    unread: found.unread,
    repositories: found.repositories ?? [],
    lines: [...rosterLines, ...(found.lines ?? [])],
  };
}

/** Of nobody, or of a group that isn't whole. Where several could be meant, that is told instead. */
function isOfNobody({ submission, several }: Matched): boolean {
  const handedInBy = Math.max(1, submission.submittedBy?.length ?? 0);
  return several.length === 0 && peopleOf(submission).length < handedInBy;
}

/** Several submissions of one person are attempts when each is known to be another one. */
function areAttempts(submissions: readonly Submission[]): boolean {
  const numbers = new Set(submissions.map(({ attempt = 1 }) => attempt));
  return numbers.size === submissions.length;
}
