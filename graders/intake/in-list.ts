/** The submissions in a list of git repositories. */
import { basename } from "node:path";
import { UsageError } from "#graders/usage-error.ts";
import { submissionOf, type Found, type Settings } from "./found.ts";
import { readRepositoryList } from "./git/list.ts";
import { fetchAll } from "./git/repositories.ts";

/** @throws UsageError - when the list names no repository. */
export async function inList(file: string, { as, git, tell }: Settings): Promise<Found> {
  if (as !== undefined && as !== "git")
    throw new UsageError(`grade: ${basename(file)} is a list of repositories, and --as says ${as}. Leave --as out.`);
  const { repositories, unread } = await readRepositoryList(file);
  if (repositories.length === 0)
    throw new UsageError(
      `grade: ${basename(file)} names no repository. ${unread[0]?.why ?? "Write one on each line: its address or path, and whose it is."}`,
    );
  tell(`Fetching ${repositories.length} repositories into ${git.cache}.`);
  const fetched = await fetchAll(repositories, git, (done, { handedIn, fault }) => {
    if (fault !== undefined) tell(`[${done}/${repositories.length}] ${JSON.stringify(handedIn.id)} ${fault}`);
  });
  return {
    source: "git",
    evidence: `${basename(file)} lists ${repositories.length} ${repositories.length === 1 ? "repository" : "repositories"}`,
    submissions: fetched.map(({ handedIn }) => submissionOf(handedIn, file, "git")),
    strays: [],
    unread: [],
    repositories: fetched.flatMap(({ handedIn, repository, fault }) =>
      fault === undefined ? [] : [{ submission: handedIn.id, why: `The repository ${repository.shown} ${fault}` }],
    ),
    lines: unread.map((one) => ({ file: basename(file), ...one })),
  };
}
