/** The files of a commit, read from the object store: nothing is ever checked out. */
import type { DownloadFile } from "../downloads/download.ts";
import type { BytesRead } from "../submission-files.ts";
import { git, GitFault } from "./command.ts";
import type { Fetched } from "./fetch.ts";

const maxFiles = 20_000;
const maxListBytes = 16 * 2 ** 20;

/**
 * All files of the commit by path. Links and submodules are among them, and say what they are when they are read.
 *
 * @throws GitFault - when the list is longer than any solution's.
 */
export async function filesOfCommit({ folder, commit }: Fetched): Promise<Map<string, DownloadFile>> {
  const list = await git(["--git-dir", folder, "ls-tree", "-r", "-l", "-z", "--full-tree", commit], {
    maxOutput: maxListBytes,
  });
  const entries = list.toString("utf8").split("\0").slice(0, -1);
  if (entries.length > maxFiles)
    throw new GitFault(`holds more than ${maxFiles} files, which is the most that is read.`);
  return new Map(entries.flatMap((entry) => fileIn(folder, entry)));
}

/** `100644 blob <id>     123<tab>src/relu.ts` */
function fileIn(folder: string, entry: string): [string, DownloadFile][] {
  const { mode, id, size, path } =
    /^(?<mode>\d+) \w+ (?<id>[\da-f]+) +(?<size>\d+|-)\t(?<path>.+)$/s.exec(entry)?.groups ?? {};
  if (path === undefined || id === undefined) return [];
  const refused = (found: string): BytesRead => ({ status: "refused", found });
  const read = async (limit: number): Promise<BytesRead> => {
    if (mode === "120000") return refused("is a link");
    if (mode === "160000") return refused("is a submodule");
    if (Number(size) >= limit) return { status: "too large", size: Number(size) };
    try {
      return { status: "read", bytes: await git(["--git-dir", folder, "cat-file", "blob", id], { maxOutput: limit }) };
    } catch (error) {
      if (!(error instanceof GitFault)) throw error;
      return refused(`could not be read (${error.message.replace(/\.$/, "")})`);
    }
  };
  return [[path, { path, read }]];
}
