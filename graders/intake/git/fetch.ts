/**
 * Fetches a repository into the cache, as little of it as its line in the list needs, and finds the commit that counts.
 *
 * A fetch that was completed is remembered beside the repository and not made again, so a run that was stopped goes on where it
 * was and a second run sees the same commits.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultGitLimits, git, GitFault, type GitLimits } from "./command.ts";
import type { Repository } from "./list.ts";
import { endOf } from "../roster/times.ts";

export interface FetchSettings {
  /** The folder of the cache. */
  readonly cache: string;
  /** Fetch again what was fetched before. */
  readonly fresh?: boolean;
  readonly limits?: GitLimits;
}

export interface Fetched {
  /** The bare repository. */
  readonly folder: string;
  readonly commit: string;
  /** When it was committed, as its author's machine has written it. */
  readonly committedAt: string;
}

/** The one reference of ours in the cached repository. */
const ours = "refs/gradecheck/fetched";

/** @throws GitFault */
export async function fetchRepository(repository: Repository, settings: FetchSettings): Promise<Fetched> {
  const folder = join(settings.cache, cacheKey(repository));
  const record = `${folder}.json`;
  if (!settings.fresh) {
    const before = await readRecord(record);
    if (before && (await holds(folder, before.commit))) return { folder, ...before };
  }
  const partial = `${folder}.${process.pid}.part`;
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(settings.cache, { recursive: true });
    await git(["init", "--quiet", "--bare", "--template=", "--", partial]);
    const found = await fetchInto(partial, repository, settings.limits ?? defaultGitLimits);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
    await writeFile(record, `${JSON.stringify(found)}\n`);
    return { folder, ...found };
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function cacheKey({ url, ref = "", before = "" }: Repository): string {
  return createHash("sha256").update([url, ref, before].join("\0")).digest("hex").slice(0, 24);
}

async function readRecord(file: string): Promise<Omit<Fetched, "folder"> | undefined> {
  try {
    const { commit, committedAt } = JSON.parse(await readFile(file, "utf8")) as Partial<Fetched>;
    if (typeof commit === "string" && /^[\da-f]{40,64}$/.test(commit) && typeof committedAt === "string")
      return { commit, committedAt };
  } catch {
    // None, or not whole: it is fetched anew.
  }
  return undefined;
}

async function holds(folder: string, commit: string): Promise<boolean> {
  try {
    await git(["--git-dir", folder, "cat-file", "-e", `${commit}^{tree}`]);
    return true;
  } catch {
    return false;
  }
}

async function fetchInto(
  folder: string,
  { url, ref, before }: Repository,
  limits: GitLimits,
): Promise<Omit<Fetched, "folder">> {
  const inside = (...args: string[]): Promise<Buffer> => git(["--git-dir", folder, ...args], { limits });
  const fetch = (...args: string[]): Promise<Buffer> =>
    git(
      [
        "--git-dir",
        folder,
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-recurse-submodules",
        "--no-write-fetch-head",
        ...args,
      ],
      {
        limits,
        watch: folder,
      },
    );
  // The history is needed only to look for a commit in it.
  const depth = before === undefined ? ["--depth=1"] : [];
  if (ref !== undefined && /^[\da-f]{7,64}$/i.test(ref)) await fetchCommit(ref, url, fetch, inside, depth);
  else await fetch(...depth, "--", url, `+${ref ?? "HEAD"}:${ours}`);
  const commit = await textOf(
    before === undefined
      ? inside("rev-parse", "--verify", "--quiet", `${ours}^{commit}`)
      : inside("rev-list", "--max-count=1", "--first-parent", `--before=${endOf(before).toISOString()}`, ours),
  );
  if (commit === "") throw new NothingBefore(`has no commit before ${before}.`);
  const committedAt = await textOf(inside("log", "--max-count=1", "--no-show-signature", "--format=%cI", commit));
  // Some versions of git write UTC as Z and some as +00:00.
  return { commit, committedAt: committedAt.replace(/[+-]00:00$/, "Z") };
}

/** Whoever owns the repository handed nothing in before the deadline: no fault of ours. */
export class NothingBefore extends GitFault {}

/** A server may refuse to give a single commit; then all branches are fetched, and it is looked for in them. */
async function fetchCommit(
  commit: string,
  url: string,
  fetch: (...args: string[]) => Promise<Buffer>,
  inside: (...args: string[]) => Promise<Buffer>,
  depth: readonly string[],
): Promise<void> {
  const isWhole = /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(commit);
  if (isWhole)
    try {
      await fetch(...depth, "--", url, `+${commit}:${ours}`);
      return;
    } catch (error) {
      if (!(error instanceof GitFault)) throw error;
    }
  await fetch("--", url, "+refs/heads/*:refs/gradecheck/heads/*", "+refs/tags/*:refs/gradecheck/tags/*");
  for (const name of [commit, `refs/gradecheck/heads/${commit}`, `refs/gradecheck/tags/${commit}`])
    try {
      await inside("update-ref", ours, await textOf(inside("rev-parse", "--verify", "--quiet", `${name}^{commit}`)));
      return;
    } catch (error) {
      if (!(error instanceof GitFault)) throw error;
    }
  throw new GitFault(`has no commit, branch or tag ${commit}.`);
}

async function textOf(output: Promise<Buffer>): Promise<string> {
  return (await output).toString("utf8").trim();
}
