/**
 * What an instructor downloaded, as a list of files: a folder on disk, or a zip that is listed in memory and never unpacked.
 *
 * The download is the instructor's, what is in it is the students'. So a link, a name that leads outside or an encrypted entry
 * costs that file alone: it is listed under `unread`, and everybody else's go on.
 */
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { ArchiveFault, archiveProblem, archiveTooLarge } from "../archive-fault.ts";
import { isLeftover } from "../archive.ts";
import type { ArchiveFile, EntryRules } from "../entries.ts";
import { readBelow } from "../folder.ts";
import { codeOf, readRegularFile } from "../read-regular-file.ts";
import type { BytesRead } from "../submission-files.ts";
import { isZip, listZip } from "../zip.ts";
import { UsageError } from "#graders/usage-error.ts";

export interface DownloadFile {
  /** From the top of the download, with `/` between folders. */
  readonly path: string;
  /** @param limit - the file must have fewer bytes than this. */
  read(limit: number): Promise<BytesRead>;
}

/** A file that is listed and not read. */
export interface Unread {
  readonly path: string;
  /** Goes on where the path ends: `is a link`. */
  readonly why: string;
}

export interface Download {
  /** Its own name, without the folders above. */
  readonly name: string;
  readonly files: readonly DownloadFile[];
  readonly unread: readonly Unread[];
}

/** The zip of a class: a thousand students with a hundred files each fit. */
const maxDownloadBytes = 2 ** 30;
const downloadRules: EntryRules = { maxEntries: 200_000, refuse: "entry" };
const maxDepth = 32;

/** What is never part of a solution, and often holds more files than all solutions together. */
const ignored = /(?:^|\/)(?:\.[^/]*|node_modules|__MACOSX|__pycache__)(?:\/|$)/;

function isIgnored(path: string): boolean {
  return ignored.test(path) || isLeftover(path);
}

/** Lists the files below a folder. Links are never followed. */
export async function folderDownload(root: string): Promise<Download> {
  const files: DownloadFile[] = [];
  const unread: Unread[] = [];
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    let entries;
    try {
      entries = await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      unread.push({ path: folder, why: `could not be read (${codeOf(error)})` });
      continue;
    }
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (isIgnored(path)) continue;
      if (entry.isDirectory()) {
        if (path.split("/").length > maxDepth) unread.push({ path, why: `is more than ${maxDepth} folders deep` });
        else waiting.push(path);
      } else if (entry.isSymbolicLink()) unread.push({ path, why: "is a link; links are never followed" });
      else if (!entry.isFile()) unread.push({ path, why: "is not a regular file" });
      else files.push({ path, read: (limit) => readBelow(root, path, limit) });
    }
    if (files.length + unread.length > downloadRules.maxEntries)
      throw new UsageError(
        `grade: ${basename(root)} holds more than ${downloadRules.maxEntries} files. Give the folder with the submissions alone.`,
      );
  }
  return { name: basename(root), files: sorted(files), unread: sorted(unread) };
}

/**
 * Lists the files of a zip; undefined when it is another kind of file.
 *
 * @throws ArchiveFault - when it is damaged as a whole.
 */
export async function zipDownload(file: string): Promise<Download | undefined> {
  const read = await readRegularFile(file, maxDownloadBytes);
  if (read.status === "too large") throw archiveTooLarge(read.size, maxDownloadBytes);
  if (read.status !== "read") return undefined;
  const bytes = Buffer.from(read.bytes.buffer);
  return isZip(bytes) ? zipDownloadOf(basename(file), bytes) : undefined;
}

/** @throws ArchiveFault - when it is damaged as a whole. */
export async function zipDownloadOf(name: string, bytes: Buffer): Promise<Download> {
  const { files, refused } = await listZip(bytes, downloadRules);
  return {
    name,
    files: sorted(files.filter(({ path }) => !isIgnored(path)).map((file) => entryOf(name, file))),
    unread: sorted(
      refused.map(({ name: path, fault }) => ({ path, why: `could not be taken: ${name} ${fault.message}` })),
    ),
  };
}

function entryOf(archive: string, file: ArchiveFile): DownloadFile {
  const { path, size } = file;
  return {
    path,
    read: async (limit) => {
      if (size >= limit) return { status: "too large", size };
      try {
        return { status: "read", bytes: await file.read() };
      } catch (error) {
        if (!(error instanceof ArchiveFault)) throw error;
        return { status: "damaged", problem: archiveProblem(archive, error) };
      }
    },
  };
}

/** The order of a folder or an archive is chance; that of what we make of it must not be. */
function sorted<Item extends { readonly path: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files below a folder, by their paths seen from there. */
export function below(files: readonly DownloadFile[], folder: string): [string, DownloadFile][] {
  return files.filter(({ path }) => path.startsWith(folder)).map((file) => [file.path.slice(folder.length), file]);
}
