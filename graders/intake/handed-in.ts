/** One submission as a download tells it, before it is known whose it is; and how its files are opened. */
import type { Problem } from "#graders/execution/executor.ts";
import { archiveProblem, ArchiveFault, archiveTooLarge, maxArchiveBytes } from "./archive-fault.ts";
import { isArchiveName, openArchiveBytes, rootOf, type OpenedArchive } from "./archive.ts";
import type { DownloadFile } from "./downloads/download.ts";
import { isCode } from "./entries.ts";
import type { Identity } from "./people.ts";
import { fileOf, firstOf, maxFileBytes, notAFile, type SubmissionFiles } from "./submission-files.ts";

export interface HandedIn {
  /** Unique in the download, and the same when the download is made again. */
  readonly id: string;
  /** One, or several for a group. */
  readonly identities: readonly Identity[];
  /** Counted from 1, where the download tells it. */
  readonly attempt?: number;
  /** ISO 8601. */
  readonly submittedAt?: string;
  readonly late?: boolean;
  /** The commit that is graded, for a repository. */
  readonly commit?: string;
  /** By path in the submission; their own paths are those in the download. */
  readonly files: ReadonlyMap<string, DownloadFile>;
  /** Why nothing of it can be read. */
  readonly problem?: Problem;
}

/** What a download holds. */
export interface Grouped {
  readonly handedIn: readonly HandedIn[];
  /** Files that could be brought to nobody, with the reason. It goes on where the path ends. */
  readonly strays: readonly Stray[];
}

export interface Stray {
  readonly path: string;
  readonly why: string;
}

/** Files under their paths in the submission, without the one folder around everything that packing or uploading has left. */
export function filesByPath(
  files: readonly (readonly [path: string, file: DownloadFile])[],
): Map<string, DownloadFile> {
  const root = rootOf(files.map(([path]) => path));
  return new Map(files.map(([path, file]) => [path.slice(root.length), file]));
}

/** The archives of which a submission consists, when no code lies beside them. */
export function archivesOf(files: HandedIn["files"]): readonly [string, DownloadFile][] {
  const paths = [...files.keys()];
  return paths.some(isCode) ? [] : [...files].filter(([path]) => isArchiveName(path));
}

/** Opens the files of a submission. Nothing in a file makes this throw. */
export async function openFiles(files: HandedIn["files"]): Promise<OpenedArchive> {
  const archives = archivesOf(files);
  if (archives.length === 0) return { status: "open", files: filesAt(files) };
  const opened: SubmissionFiles[] = [];
  for (const [path, file] of archives) {
    const one = await openInner(path, file);
    if (one.status === "refused") return one;
    opened.push(one.files);
  }
  return { status: "open", files: { read: (paths) => firstOf(paths, (path) => firstIn(opened, path)) } };
}

/**
 * Where all files lie at the top, the folders of the solutions were lost on the way: no platform's flat files have any. Then a path
 * means the file of its last name, so that 02-activations/relu.ts finds relu.ts, and in it "../lib/sum.ts" finds sum.ts.
 */
function filesAt(files: HandedIn["files"]): SubmissionFiles {
  const isFlat = !files.keys().some((path) => path.includes("/"));
  return {
    read: (paths) =>
      firstOf(paths, async (path) => {
        const file = files.get(isFlat ? path.slice(path.lastIndexOf("/") + 1) : path);
        if (file) return fileOf(path, await file.read(maxFileBytes));
        const isFolder = files.keys().some((other) => other.startsWith(`${path}/`));
        return isFolder ? notAFile(path, "is a folder") : { status: "missing" };
      }),
  };
}

async function firstIn(layers: readonly SubmissionFiles[], path: string): ReturnType<SubmissionFiles["read"]> {
  for (const layer of layers) {
    const found = await layer.read([path]);
    if (found.status !== "missing") return found;
  }
  return { status: "missing" };
}

async function openInner(path: string, file: DownloadFile): Promise<OpenedArchive> {
  const read = await file.read(maxArchiveBytes);
  if (read.status === "read") return openArchiveBytes(path, Buffer.from(read.bytes));
  if (read.status === "damaged") return { status: "refused", problem: read.problem };
  const fault =
    read.status === "too large"
      ? archiveTooLarge(read.size)
      : new ArchiveFault(
          `${read.status === "refused" ? read.found : "is no longer there"}, expected an archive. Put the archive itself there.`,
        );
  return { status: "refused", problem: archiveProblem(path, fault) };
}
