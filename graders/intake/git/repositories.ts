/** Fetches all repositories of a list, several at once. One that is broken is a submission that says so, and stops nobody. */
import { pool } from "#graders/batch/pool.ts";
import type { HandedIn } from "../handed-in.ts";
import { GitFault } from "./command.ts";
import { fetchRepository, NothingBefore, type FetchSettings, type Fetched } from "./fetch.ts";
import { filesOfCommit } from "./files.ts";
import { withoutSecrets, type Repository } from "./list.ts";

const atOnce = 6;

export interface FetchedRepository {
  readonly repository: Repository;
  readonly handedIn: HandedIn;
  /** Why it could not be fetched, when it couldn't. It goes on where the name ends. */
  readonly fault?: string;
}

/** @param tell - is told of each that is done. */
export async function fetchAll(
  repositories: readonly Repository[],
  settings: FetchSettings,
  tell: (done: number, one: FetchedRepository) => void = () => undefined,
): Promise<FetchedRepository[]> {
  const results = new Map<Repository, FetchedRepository>();
  // The same repository twice in a list would be fetched into the same folder at the same time.
  const byAddress = [...Map.groupBy(repositories, ({ url }) => url).values()];
  await pool(byAddress, atOnce, async (same) => {
    for (const repository of same) {
      const one = await fetchOne(repository, settings);
      results.set(repository, one);
      tell(results.size, one);
    }
  });
  return repositories.map((repository) => results.get(repository)!);
}

async function fetchOne(repository: Repository, settings: FetchSettings): Promise<FetchedRepository> {
  const head = { id: repository.label, identities: [repository.identity] };
  try {
    const fetched: Fetched = await fetchRepository(repository, settings);
    const files = await filesOfCommit(fetched);
    const { commit, committedAt } = fetched;
    return { repository, handedIn: { ...head, commit, submittedAt: committedAt, files } };
  } catch (error) {
    if (!(error instanceof GitFault)) throw error;
    // As it was written in the list: no path of this machine, and no password.
    const fault = error.message.replaceAll(withoutSecrets(repository.url), repository.shown);
    const message = `The repository ${repository.shown} ${fault}`;
    // Whether the network, the address or the repository is to blame can't be told, so nobody gets a zero for it.
    const kind = error instanceof NothingBefore ? "missing" : "grader";
    return { repository, handedIn: { ...head, files: new Map(), problem: { kind, message } }, fault };
  }
}
