/**
 * A list of repositories: a `.txt` with one on each line, or a `.csv` with a column for each fact.
 *
 *     # where                                    who            which state, or the last before a moment
 *     https://github.com/course/week3-ada        ada-lovelace   branch=main  before=2026-03-01T23:59+01:00
 *     ../handed-in/bob                           bob            commit=0f3c…
 */
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { UsageError } from "#graders/usage-error.ts";
import { columnsOf, identityOf } from "../roster/columns.ts";
import { parseTable, readText, type Row } from "../roster/table.ts";
import { momentOf } from "../roster/times.ts";
import type { Identity } from "../people.ts";

export interface Repository {
  /** As git is to fetch it: an address, or an absolute path. */
  readonly url: string;
  /** For people: as it was written, without a password or token. */
  readonly shown: string;
  readonly identity: Identity;
  /** What the submission is called. */
  readonly label: string;
  /** A branch, a tag or a commit; what the repository shows first when left out. */
  readonly ref?: string;
  /** ISO 8601: the last commit before it counts. */
  readonly before?: string;
}

export interface RepositoryList {
  readonly repositories: readonly Repository[];
  /** Lines that could not be understood. */
  readonly unread: readonly { readonly line: number; readonly why: string }[];
}

/** @throws UsageError - when the file can't be a list of repositories. */
export async function readRepositoryList(file: string): Promise<RepositoryList> {
  const text = await readText(file, "grade");
  return parseRepositoryList(text, resolve(file));
}

/** @throws UsageError */
export function parseRepositoryList(text: string, file: string): RepositoryList {
  const lines = file.toLowerCase().endsWith(".csv") ? linesOfTable(text, file) : linesOfText(text);
  const repositories: Repository[] = [];
  const unread: { line: number; why: string }[] = [];
  for (const line of lines) {
    const read = repositoryOf(line, dirname(file));
    if (typeof read === "string") unread.push({ line: line.line, why: read });
    else repositories.push(read);
  }
  return { repositories, unread };
}

interface Line {
  readonly line: number;
  readonly where: string | undefined;
  readonly identity: Identity;
  readonly ref?: string | undefined;
  readonly before?: string | undefined;
  readonly unknown?: string | undefined;
}

function linesOfText(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((whole, index): Line[] => {
    const [where, ...words] = whole
      .replace(/(?:^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    if (where === undefined || where === "") return [];
    const settings = new Map(words.filter((word) => word.includes("=")).map((word) => splitAt(word, "=")));
    const [who, ...others] = words.filter((word) => !word.includes("="));
    const ref = settings.get("commit") ?? settings.get("branch") ?? settings.get("ref");
    const known = new Set(["commit", "branch", "ref", "before"]);
    const unknown = others[0] ?? settings.keys().find((name) => !known.has(name));
    const identity: Identity = who === undefined ? {} : { any: who };
    return [{ line: index + 1, where, identity, ref, before: settings.get("before"), unknown }];
  });
}

function linesOfTable(text: string, file: string): Line[] {
  const { header, rows } = parseTable(text, basename(file), "grade");
  const columns = columnsOf(header);
  if (!columns.has("repository"))
    throw new UsageError(
      `grade: ${basename(file)} has the columns ${header.map((name) => JSON.stringify(name.slice(0, 40))).join(", ")}, expected a list of repositories with a column "repository" and, where wanted, "identity", "branch" or "commit", and "before". A roster goes with --roster.`,
    );
  return rows.map((row: Row) => ({
    line: row.line,
    where: columns.cell(row, "repository"),
    identity: identityOf(row, columns),
    ref: columns.cell(row, "ref"),
    before: columns.cell(row, "before"),
  }));
}

/** The repository, or a sentence on why the line is none. */
function repositoryOf({ where, identity, ref, before, unknown }: Line, folder: string): Repository | string {
  if (where === undefined) return "The line names no repository. Give its address or its path.";
  const shown = withoutSecrets(where);
  const url = urlOf(where, folder);
  if (url === undefined)
    return `${JSON.stringify(shown.slice(0, 200))} is no address that is fetched from, expected https://, ssh://, git@host:path, or a path.`;
  if (unknown !== undefined)
    return `The line of ${shown} holds ${JSON.stringify(unknown.slice(0, 60))}, expected a repository, who it belongs to, and branch=, commit= or before=.`;
  if (ref !== undefined && !isRef(ref))
    return `The branch or commit ${JSON.stringify(ref.slice(0, 60))} of ${shown} is none that git could have.`;
  const moment = momentOf(before);
  if (before !== undefined && moment === undefined)
    return `The deadline ${JSON.stringify(before.slice(0, 60))} of ${shown} is no date, expected 2026-03-01 or 2026-03-01T23:59+01:00.`;
  const name = basename(url.replace(/[/\\]+$/, "")).replace(/\.git$/, "");
  const known = Object.keys(identity).length > 0 ? identity : { any: name };
  const label = identity.any ?? identity.login ?? identity.id ?? identity.sisId ?? identity.email ?? name;
  return {
    url,
    shown,
    identity: known,
    label: label || "repository",
    ...(ref === undefined ? {} : { ref }),
    ...(moment === undefined ? {} : { before: moment }),
  };
}

/** The schemes that fetch and nothing else. `ext::` and its like run a program of the address's choice. */
const schemes = /^(?:https?|ssh|git|file):\/\/[^-]/i;
const secureShell = /^[\w.][\w.-]*@[\w.][\w.-]*:[^-:]/;

function urlOf(where: string, folder: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (where.startsWith("-") || /[\u0000-\u001F\u007F]/.test(where)) return undefined;
  if (schemes.test(where) || secureShell.test(where)) return where;
  // As git does: a colon before any slash makes an address of it, but for a drive of Windows.
  if (/^[^/\\]*:/.test(where) && !/^[a-z]:[\\/]/i.test(where)) return undefined;
  if (where.startsWith("~/")) return join(homedir(), where.slice(2));
  return isAbsolute(where) ? where : resolve(folder, where);
}

function isRef(ref: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_./+@#-]{0,200}$/u.test(ref) && !/\.\.|@\{|\/\/|\.lock$|[./]$/.test(ref);
}

/** An address may hold a password or a token, which must not end in a report. */
export function withoutSecrets(text: string): string {
  return text.replace(/(\b[a-z][\w+.-]*:\/\/)[^@/\s]*@/gi, "$1");
}

function splitAt(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark);
  return [text.slice(0, index).toLowerCase(), text.slice(index + 1)];
}
