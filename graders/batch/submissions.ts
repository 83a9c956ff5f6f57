/** Finds the submissions in a folder, and what they were asked to do. */
import { existsSync, lstatSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Problem } from "#graders/execution/executor.ts";
import {
  isArchiveName,
  isLayoutFolder,
  openArchive,
  withoutArchiveExtension,
  type OpenedArchive,
} from "#graders/intake/archive.ts";
import { folderFiles } from "#graders/intake/folder.ts";
import type { Identity, Person, Source } from "#graders/intake/people.ts";
import { UsageError } from "#graders/usage-error.ts";

export interface Submission {
  /** The folder's name, or the archive's without its extension: who handed it in. */
  readonly id: string;
  /** The folder or the archive; for a part of a download, the download. */
  readonly root: string;
  readonly archive?: boolean;
  /** Opens the files, where they are not simply those of the folder or archive at `root`. */
  readonly open?: () => Promise<OpenedArchive>;
  /** Why nothing in it can be read. */
  readonly problem?: Problem;
  readonly source?: Source;
  /** What the download tells of who handed it in: several for a group. */
  readonly submittedBy?: readonly Identity[];
  /** Who handed it in. Absent when the roster doesn't know, or when there is none and the download names nobody. */
  readonly person?: Person;
  /** Everybody who handed it in together, `person` among them. Absent unless they are several. */
  readonly group?: readonly Person[];
  /** Which attempt of the person this is, from 1, where the download tells it. */
  readonly attempt?: number;
  /** ISO 8601, where the download tells it. */
  readonly submittedAt?: string;
  /** What the download says; the deadline is not known here. */
  readonly late?: boolean;
  /** The commit that is graded, of a repository. */
  readonly commit?: string;
}

/** Nothing in a submission makes this throw. */
export async function openSubmission({ problem, root, archive, open }: Submission): Promise<OpenedArchive> {
  if (problem) return { status: "refused", problem };
  if (open) return open();
  return archive ? openArchive(root) : { status: "open", files: folderFiles(root) };
}

export interface Assignment {
  readonly title?: string;
  /** Names, ids or units; the whole course when left out. */
  readonly exercises?: readonly string[];
}

/**
 * One submission for each folder and archive inside, or the folder itself when it holds exercises, or one archive.
 *
 * @throws UsageError - when there is no such folder, or nothing in it.
 */
export async function findSubmissions(folder: string): Promise<Submission[]> {
  const root = resolve(folder);
  if (!existsSync(root))
    throw new UsageError(
      `grade: nothing is called ${folder}. Give the folder that holds one folder or archive for each submission.`,
    );
  const stats = lstatSync(root);
  if (stats.isFile() && isArchiveName(root))
    return [{ id: withoutArchiveExtension(basename(root)), root, archive: true }];
  if (!stats.isDirectory())
    throw new UsageError(
      `grade: ${folder} is neither a folder nor an archive. Give the folder that holds one folder or archive for each submission.`,
    );
  const entries = (await readdir(root, { withFileTypes: true })).filter(({ name }) => !name.startsWith("."));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
  const archives = entries
    .filter((entry) => !entry.isDirectory() && !entry.isSymbolicLink() && isArchiveName(entry.name))
    .map(({ name }) => name);
  const holdsSubmissions = folders.length > 0 || archives.length > 0;
  const isOne = folders.some(isLayoutFolder) || (!holdsSubmissions && entries.some(({ name }) => name.endsWith(".ts")));
  if (isOne) return [{ id: basename(root), root }];
  if (!holdsSubmissions)
    throw new UsageError(
      `grade: ${folder} holds no submissions. Expected one folder or archive for each, with files such as 02-activations/relu.ts inside.`,
    );
  const taken = new Set([...folders, ...archives, ...links]);
  const submissions: Submission[] = [
    ...folders.map((name) => ({ id: name, root: join(root, name) })),
    ...archives.map((name) => ({ id: archiveId(name, archives, taken), root: join(root, name), archive: true })),
    ...links.map((name) => ({ id: name, root: join(root, name), problem: linkProblem(name) })),
  ];
  return submissions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The name without its extension, unless someone else goes by that: then the full name, so that nobody is lost. */
function archiveId(name: string, archives: readonly string[], taken: ReadonlySet<string>): string {
  const id = withoutArchiveExtension(name);
  const isShared = taken.has(id) || archives.some((other) => other !== name && withoutArchiveExtension(other) === id);
  return isShared ? name : id;
}

function linkProblem(name: string): Problem {
  return {
    kind: "not-a-file",
    message: `${JSON.stringify(name)} is a link, expected a folder or an archive. Links are never followed: put the folder or archive itself there.`,
  };
}

/**
 * What `assignment.json` beside the submissions asks for; nothing when there is no such file.
 *
 * @param path - the folder of submissions, in which it lies; or an archive or a list, beside which it lies.
 * @throws UsageError - when the file can't be understood.
 */
export async function readAssignment(path: string): Promise<Assignment> {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const file = join(isFile ? dirname(path) : path, "assignment.json");
  if (!existsSync(file)) return {};
  const refuse = (why: string): never => {
    throw new UsageError(
      `grade: ${file} ${why} Expected {"title": "Week 3", "exercises": ["relu", "02-activations/softmax", "03"]}.`,
    );
  };
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return refuse(`is not JSON: ${(error as Error).message}.`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return refuse("is not an object.");
  const { title, exercises } = json as { title?: unknown; exercises?: unknown };
  if (title !== undefined && typeof title !== "string") refuse(`has the title ${JSON.stringify(title)}.`);
  const isList =
    Array.isArray(exercises) && exercises.length > 0 && exercises.every((name) => typeof name === "string");
  if (exercises !== undefined && !isList) refuse(`has the exercises ${JSON.stringify(exercises)}.`);
  return json;
}
