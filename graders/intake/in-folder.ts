/** The submissions in a folder that holds folders, archives and plain files, each of a student. */
import { basename, resolve } from "node:path";
import { findSubmissions, type Submission } from "#graders/batch/submissions.ts";
import { below, type Download } from "./downloads/download.ts";
import { groupPlainFiles, isClassOfFiles } from "./downloads/plain-files.ts";
import { ofFolder, submissionOf, whole, type Found, type Settings } from "./found.ts";
import { topFiles } from "./recognise.ts";

export async function inFolder(path: string, download: Download, { names }: Settings): Promise<Found> {
  const root = resolve(path);
  const loose = topFiles(download);
  const found = await findSubmissions(path);
  const [first] = found;
  const isOne = first?.root === root;
  const holdsFolders = download.files.some((file) => file.path.includes("/"));
  if (isOne && (holdsFolders || !isClassOfFiles(loose, names)))
    return { ...whole([first]), submissions: [ofFolder(first, pathsBelow(download, ""))], unread: download.unread };
  const others = isOne ? [] : found;
  const flat = groupPlainFiles(loose, names);
  return {
    source: "folder",
    evidence: evidenceOf(others, flat.handedIn.length),
    submissions: [
      ...others.map((one) => ofFolder(one, pathsBelow(download, `${basename(one.root)}/`))),
      ...flat.handedIn.map((one) => submissionOf(one, root, "folder")),
    ],
    strays: flat.strays,
    // A link at the top is a submission that says so.
    unread: download.unread.filter((one) => !others.some(({ problem, id }) => problem && id === one.path)),
  };
}

function pathsBelow({ files }: Download, folder: string): string[] {
  return below(files, folder).map(([path]) => path);
}

function evidenceOf(found: readonly Submission[], files: number): string {
  const archives = found.filter(({ archive }) => archive).length;
  const parts = [
    [found.length - archives, "folder", "folders"],
    [archives, "archive", "archives"],
    [files, "student with plain files", "students with plain files"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return `it holds ${said.join(", ")}`;
}
