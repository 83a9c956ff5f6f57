/** A session that remembers whether the code under test had to be stopped: then it must be loaded again. */
import { stopping } from "#graders/checks/finding.ts";
import type { Call, Reply, Session } from "#graders/execution/executor.ts";

export class WatchedSession implements Session {
  readonly exports: Session["exports"];
  readonly programs: Session["programs"];
  readonly #session: Session;
  #stopped = false;

  constructor(session: Session) {
    this.exports = session.exports;
    this.programs = session.programs;
    this.#session = session;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  async call(calls: readonly Call[]): Promise<Reply[]> {
    const replies = await this.#session.call(calls);
    this.#stopped ||= replies.some((reply) => reply.status === "lost" && stopping.has(reply.problem.kind));
    return replies;
  }

  console(): string {
    return this.#session.console();
  }
}
