/**
 * The executor for code that nobody trusts: one child process for a submission, in which its exercises share a realm.
 *
 * Theory of operation. Replies are sent in groups, so when a child dies in a batch, the call at fault is among the ones
 * without a reply, not always the first of them. The batch is then run again from there in a new child which answers
 * each call before it makes the next; that also gives a second chance to code that was only slow on a busy machine.
 * After a second death the session is over, and the next exercise gets a new child.
 *
 * An exercise must get the same verdict alone as after others. So a child whose realm is not as it was before the first of
 * them is replaced (realm/untouched.ts), and one that ran out of memory with others before is no proof: that exercise is
 * tried again in a new child.
 */
import {
  defaultLimits,
  type Call,
  type Executor,
  type ExerciseSource,
  type Limits,
  type Loaded,
  type Problem,
  type Reply,
  type Session,
} from "../executor.ts";
import {
  brokenBuiltIns,
  exited,
  graderProblem,
  missingFunction,
  neverSettles,
  notData,
  outOfMemory,
  ownShare,
  placeIn,
  threwReply,
  timedOut,
  tooMuchOutput,
} from "../problems.ts";
import { linksOf } from "../source/imports.ts";
import { bareRung } from "../sandbox/launch.ts";
import type { NodeProgram, Rung } from "../sandbox/rung.ts";
import { Child, type Death } from "./child.ts";
import { harnessProgram } from "./command.ts";
import { loadProblem } from "./load-problem.ts";
import { callsFrame, frameType, textFrame, type Item } from "./messages.ts";

export interface IsolatedExecutor extends Executor {
  /** @param options.cpuSeconds - the exercise's own limit in place of the submission's. */
  load(source: ExerciseSource, options?: { readonly cpuSeconds?: number | undefined }): Promise<Loaded>;
  /** Starts the child ahead of the first load. */
  start(): Promise<void>;
}

export interface IsolationOptions {
  readonly limits?: Limits | undefined;
  /** The sandbox around each child; none when left out. */
  readonly rung?: Rung | undefined;
  /** What runs in place of the harness, for attacks that begin outside the realm. */
  readonly program?: NodeProgram | undefined;
}

/** Runs the exercises of one submission, one after the other. Loading one ends the session of the one before. */
export function isolatedExecutor({
  limits = defaultLimits,
  rung = bareRung,
  program = harnessProgram(limits),
}: IsolationOptions = {}): IsolatedExecutor {
  return new OneSubmission(limits, () => new Child(program, rung, limits));
}

/** Batches up to this size are answered call by call from the start. */
const fewCalls = 16;

/** Of all replies to one batch of calls: they are held together until a check has looked at them. */
const batchBytes = 24 * 2 ** 20;

/** The harness would not: something else has taken its place. */
const notOurs = "it sent what is no answer";

class OneSubmission implements IsolatedExecutor {
  readonly #limits: Limits;
  readonly #born: () => Child;
  #child: Child | undefined;
  #current: IsolatedSession | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(limits: Limits, born: () => Child) {
    this.#limits = limits;
    this.#born = born;
  }

  async start(): Promise<void> {
    await this.living().ready();
  }

  load(
    source: ExerciseSource,
    { cpuSeconds = this.#limits.cpuSeconds }: { readonly cpuSeconds?: number | undefined } = {},
  ): Promise<Loaded> {
    return this.inTurn(async () => {
      const session = new IsolatedSession(this, source, { ...this.#limits, cpuSeconds });
      this.#current = session;
      const problem = await session.load();
      return problem === undefined ? { status: "loaded", session } : { status: "broken", problem };
    });
  }

  close(): Promise<void> {
    return this.inTurn(async () => {
      this.#current = undefined;
      this.#child?.kill({ kind: "exited", how: "the executor was closed" });
      this.#child = undefined;
    });
  }

  isCurrent(session: IsolatedSession): boolean {
    return this.#current === session;
  }

  /** The child, or a new one when it has died. */
  living(): Child {
    if (this.#child === undefined || this.#child.death !== undefined) this.#child = this.#born();
    return this.#child;
  }

  /** A child does one thing at a time; callers needn't know. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

class IsolatedSession implements Session {
  exports: ReadonlyMap<string, "function" | "class" | "value"> = new Map();
  programs: ReadonlySet<string> = new Set();
  readonly #executor: OneSubmission;
  readonly #source: ExerciseSource;
  readonly #limits: Limits;
  #child: Child | undefined;
  #console = "";
  #over: Problem | undefined;

  constructor(executor: OneSubmission, source: ExerciseSource, limits: Limits) {
    this.#executor = executor;
    this.#source = source;
    this.#limits = limits;
  }

  console(): string {
    return this.#console;
  }

  call(calls: readonly Call[]): Promise<Reply[]> {
    return this.#executor.inTurn(async () => {
      const replies = calls.map((call) => this.#refused(call));
      const sent = calls.filter((_, index) => replies[index] === undefined);
      const received = (await this.#run(sent)).values();
      return replies.map((reply) => reply ?? received.next().value!);
    });
  }

  /** Loads the module into a realm that is as new; says why it could not be. */
  async load(): Promise<Problem | undefined> {
    const { modules, entry, programs } = this.#source;
    const links = await linksOf(modules);
    const frame = textFrame(frameType.load, {
      modules: [...modules].map(([path, text]) => ({ path, text, links: links[path] })),
      entry,
      ...(programs === undefined ? {} : { programs }),
      consoleCharacters: this.#limits.consoleCharacters,
    });
    let item: Item | undefined;
    const ask = async (): Promise<Death | undefined> => {
      this.#console = "";
      this.#child = this.#executor.living();
      this.#child.exercises++;
      return this.#child.ask(frame, this.#limits.cpuSeconds, (message) => {
        item ??= message.items[0];
        this.#print(message.console);
      });
    };
    let death = await ask();
    if (item?.type === "touched") {
      item = undefined;
      this.#child!.kill({ kind: "exited", how: "an exercise had changed its realm" });
      death = await ask();
    } else if (death !== undefined && this.#othersFault(death)) death = await ask();
    if (death !== undefined) return this.#problemOf(death, `Loading ${entry}`);
    if (item?.type === "loaded") {
      this.exports = item.exports;
      this.programs = item.programs;
      return undefined;
    }
    if (item?.type === "failed") return loadProblem(this.#source, item.stage, item.thrown);
    return exited(`Loading ${entry}`, notOurs);
  }

  /** Names that aren't there need no child to say so. */
  #refused({ target, name }: Call): Reply | undefined {
    if (this.#over !== undefined) return { status: "lost", problem: this.#over };
    if (!this.#executor.isCurrent(this))
      return {
        status: "lost",
        problem: graderProblem("Another exercise was loaded before this call; its session is over."),
      };
    if (target === "program")
      return this.programs.has(name)
        ? undefined
        : { status: "lost", problem: graderProblem(`The spec has no program named ${name}.`) };
    return this.exports.get(name) === "function"
      ? undefined
      : { status: "lost", problem: missingFunction(name, this.exports, this.#source.entry) };
  }

  async #run(calls: readonly Call[]): Promise<Reply[]> {
    const replies: Reply[] = [];
    // So few that answering each at once costs nothing to speak of.
    let careful = calls.length <= fewCalls;
    let bytes = 0;
    while (replies.length < calls.length) {
      const left = calls.slice(replies.length);
      const { frame, count } = callsFrame(left, careful);
      const asked = performance.now();
      let answeredAt = asked;
      const before = replies.length;
      const child = this.#child!;
      const death = await child.ask(frame, this.#limits.cpuSeconds, (message) => {
        bytes += message.bytes;
        if (bytes > batchBytes) return child.kill({ kind: "too-much-output", how: "" });
        answeredAt = performance.now();
        this.#print(message.console);
        for (const item of message.items.slice(0, before + count - replies.length))
          replies.push(this.#reply(calls[replies.length]!, item));
      });
      if (death === undefined) {
        if (replies.length < before + count)
          return this.#endAll(calls, replies, exited(calls[replies.length]!.name, notOurs));
        continue;
      }
      if (replies.length === before + count) continue;
      const proven = (careful || before + count - replies.length === 1) && !this.#othersFault(death);
      if (proven || (await this.#revive()) !== undefined) {
        const own = performance.now() - answeredAt > ownShare * (performance.now() - asked);
        const together = own ? 1 : replies.length - before + 1;
        return this.#endAll(calls, replies, this.#problemOf(death, calls[replies.length]!.name, together));
      }
      careful = true;
    }
    return replies;
  }

  /** Whether what earlier exercises left behind may have killed the child. */
  #othersFault({ kind }: Death): boolean {
    return kind === "out-of-memory" && this.#child!.exercises > 1;
  }

  /** The same module in a new child; what it prints while loading was printed before. */
  async #revive(): Promise<Problem | undefined> {
    const printed = this.#console;
    const problem = await this.load();
    this.#console = printed;
    return problem;
  }

  #endAll(calls: readonly Call[], replies: Reply[], problem: Problem): Reply[] {
    this.#over = problem;
    while (replies.length < calls.length) replies.push({ status: "lost", problem });
    return replies;
  }

  #reply({ name, echo }: Call, item: Item): Reply {
    switch (item.type) {
      case "returned":
        return {
          status: "returned",
          value: item.value,
          ...(echo && item.argsAfter ? { argsAfter: item.argsAfter } : {}),
        };
      case "threw":
        return threwReply(name, item.thrown, placeIn(item.thrown.stack, this.#source.modules.keys()));
      case "lost":
        return { status: "lost", problem: lostProblem(name, item.kind, item.what) };
      default:
        return { status: "lost", problem: exited(name, notOurs) };
    }
  }

  #problemOf({ kind, how }: Death, subject: string, calls = 1): Problem {
    switch (kind) {
      case "timed-out":
        return timedOut(subject, this.#limits.cpuSeconds, calls);
      case "out-of-memory":
        return outOfMemory(subject, this.#limits.memoryMegabytes);
      case "too-much-output":
        return tooMuchOutput(subject);
      case "exited":
        return exited(subject, how);
      case "grader":
        return graderProblem(`The isolated process failed: ${how}.`);
    }
  }

  #print(text: string): void {
    const room = 2 * this.#limits.consoleCharacters + 100;
    this.#console = (this.#console + text).slice(0, room);
  }
}

function lostProblem(name: string, kind: string, what: string): Problem {
  if (kind === "never-settles") return neverSettles(name, "call");
  if (kind === "broken-built-ins") return brokenBuiltIns(name);
  return kind === "too-much-output" ? tooMuchOutput(name) : notData(name, what);
}
