/** The submissions in a folder, an archive or a list of repositories, and what in it belongs to none. */
import { lstat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { findSubmissions } from "#graders/batch/submissions.ts";
import { UsageError } from "#graders/usage-error.ts";
import { ArchiveFault } from "./archive-fault.ts";
import { isArchiveName } from "./archive.ts";
import { folderDownload, zipDownload } from "./downloads/download.ts";
import { whole, type Found, type Settings } from "./found.ts";
import { inDownload, inZippedFolder } from "./in-download.ts";
import { inFolder } from "./in-folder.ts";
import { inList } from "./in-list.ts";
import { recognise } from "./recognise.ts";

/** @throws UsageError - when there is nothing at the path, or nothing in it. */
export async function submissionsIn(path: string, settings: Settings): Promise<Found> {
  const root = resolve(path);
  const stats = await lstat(root).catch(() => undefined);
  if (stats?.isFile() && /\.(?:txt|csv)$/i.test(root)) return inList(root, settings);
  if (stats?.isFile() && isArchiveName(root)) return inArchive(path, root, settings);
  if (!stats?.isDirectory()) return whole(await findSubmissions(path));
  const download = await folderDownload(root);
  const recognised = recognise(download, settings.as);
  return recognised ? inDownload(root, recognised, settings) : inFolder(path, download, settings);
}

/** One archive is one submission, unless it is a platform's download or said to be a class. */
async function inArchive(path: string, root: string, settings: Settings): Promise<Found> {
  const one = async (): Promise<Found> => whole(await findSubmissions(path));
  let download;
  try {
    download = await zipDownload(root);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    if (settings.as === undefined) return one();
    throw new UsageError(`grade: ${basename(root)} ${error.message}`);
  }
  if (!download) {
    if (settings.as === undefined) return one();
    throw new UsageError(
      `grade: ${basename(root)} is no zip, expected the download as it came. Or unpack it, and give the folder.`,
    );
  }
  const recognised = recognise(download, settings.as);
  if (recognised) return inDownload(root, recognised, settings);
  return settings.as === "folder" ? inZippedFolder(root, download, settings) : one();
}
