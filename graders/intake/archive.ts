/**
 * A submission that is an archive: .zip, .tar, .tar.gz or .tgz.
 *
 * Nothing is ever written to disk. The archive is listed in memory and refused as a whole when it breaks a rule; see
 * entries.ts for the rules of every format, zip.ts and tar.ts for those of each.
 */
import { basename } from "node:path";
import type { Problem } from "#graders/execution/executor.ts";
import {
  anotherArchive,
  ArchiveFault,
  archiveProblem,
  archiveTooLarge,
  maxArchiveBytes,
  notAnArchive,
  notRegular,
  unreadable,
} from "./archive-fault.ts";
import { isCode, type ArchiveFile } from "./entries.ts";
import { codeOf, readRegularFile } from "./read-regular-file.ts";
import {
  firstOf,
  maxFileBytes,
  notAFile,
  textFile,
  tooLarge,
  type FileRead,
  type SubmissionFiles,
} from "./submission-files.ts";
import { isGzip, isTar, listTar } from "./tar.ts";
import { isZip, listZip } from "./zip.ts";

export type OpenedArchive =
  | { readonly status: "open"; readonly files: SubmissionFiles }
  | { readonly status: "refused"; readonly problem: Problem };

/** Names of archives, those that are refused included: their owners should hear of it. */
const extension = /\.(?:zip|tar|tgz|tar\.(?:gz|bz2|xz|zst)|gz|bz2|xz|zst|tbz2?|txz|rar|7z)$/i;

/** What the system that packed the folder left in it. */
const leftover = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i;

/** Top folders that are part of a submission's layout; any other that holds everything is a wrapper. */
const layoutFolder = /^(?:\d\d-[a-z-]+|exercises)$/;

export function isArchiveName(name: string): boolean {
  return extension.test(name);
}

/** Whether a file was left by the system that packed or copied the folder, and by nobody on purpose. */
export function isLeftover(path: string): boolean {
  return leftover.test(path);
}

export function withoutArchiveExtension(name: string): string {
  return name.replace(extension, "");
}

/** Whether a folder of this name at the top of a submission holds exercises. */
export function isLayoutFolder(name: string): boolean {
  return layoutFolder.test(name);
}

/** Lists the archive, or says why it is refused. Nothing in a file makes this throw. */
export async function openArchive(file: string): Promise<OpenedArchive> {
  return opened(basename(file), () => readArchive(file));
}

/** The same for an archive in memory. */
export async function openArchiveBytes(name: string, bytes: Buffer): Promise<OpenedArchive> {
  return opened(name, async () => bytes);
}

async function opened(name: string, readBytes: () => Promise<Buffer>): Promise<OpenedArchive> {
  try {
    return { status: "open", files: filesIn(name, await list(await readBytes())) };
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    return { status: "refused", problem: archiveProblem(name, error) };
  }
}

async function readArchive(file: string): Promise<Buffer> {
  let read;
  try {
    read = await readRegularFile(file, maxArchiveBytes);
  } catch (error) {
    throw unreadable(codeOf(error));
  }
  if (read.status === "not regular" || read.status === "hard link") throw notRegular();
  if (read.status === "too large") throw archiveTooLarge(read.size);
  return Buffer.from(read.bytes.buffer);
}

/** The first bytes say what it is; names of files lie. */
async function list(bytes: Buffer): Promise<ArchiveFile[]> {
  if (isZip(bytes)) return [...(await listZip(bytes)).files];
  if (isGzip(bytes) || isTar(bytes)) return listTar(bytes);
  throw notAnArchive();
}

function filesIn(archive: string, listed: readonly ArchiveFile[]): SubmissionFiles {
  const own = listed.filter(({ path }) => !isLeftover(path));
  const inner = own.find(({ path }) => isArchiveName(path));
  if (inner && !own.some(({ path }) => isCode(path))) throw anotherArchive(inner.path);
  const root = rootOf(own.map(({ path }) => path));
  const files = new Map(own.map((file) => [file.path.slice(root.length), file]));
  return { read: (paths) => firstOf(paths, (path) => readOne(archive, files, path)) };
}

/** The one top folder that holds everything, with its slash; empty when the archive's top is the root itself. */
export function rootOf(paths: readonly string[]): string {
  const [top = "", ...others] = new Set(paths.map((path) => path.slice(0, path.indexOf("/") + 1)));
  return others.length > 0 || isLayoutFolder(top.slice(0, -1)) ? "" : top;
}

async function readOne(archive: string, files: ReadonlyMap<string, ArchiveFile>, path: string): Promise<FileRead> {
  const file = files.get(path);
  if (!file)
    return files.keys().some((other) => other.startsWith(`${path}/`))
      ? notAFile(path, "is a folder")
      : { status: "missing" };
  if (file.size >= maxFileBytes) return tooLarge(path, file.size);
  try {
    return textFile(path, await file.read());
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    return { status: "broken", problem: archiveProblem(archive, error) };
  }
}
