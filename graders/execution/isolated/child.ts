/**
 * One child process: started, asked one thing at a time, watched, and killed when it goes too far.
 *
 * Time is counted in seconds of the child's own computing where the system tells (Linux), so that a busy machine costs
 * no student anything; elsewhere three times the limit on the clock. Memory outside the heap, where typed arrays lie,
 * is watched as the size of the process. The child can do nothing but write bytes, and those are cut off at a limit.
 */
import { constants } from "node:os";
import { CodecError, messageLimits } from "../codec/format.ts";
import type { Limits } from "../executor.ts";
import { killGroup, launch, type Launched, type Pipes } from "../sandbox/launch.ts";
import type { NodeProgram, Rung } from "../sandbox/rung.ts";
import { FrameReader } from "./frames.ts";
import { libraryFrame } from "./library.ts";
import { readMessage, type Message } from "./messages.ts";
import { usageOf } from "./usage.ts";

/** Why a child is no more. */
export interface Death {
  readonly kind: "timed-out" | "out-of-memory" | "too-much-output" | "exited" | "grader";
  /** For `exited` and `grader`: what was seen, such as `exit code 1`. */
  readonly how: string;
}

interface Request {
  readonly onMessage: (message: Message) => void;
  readonly end: (death: Death | undefined) => void;
}

/** What a Node process weighs before any student code, and room for what V8 keeps beside the heap. */
const residentFloorMegabytes = 400;
/** Exit code of harness.cjs when it breaks itself. */
const harnessFault = 70;
const startSeconds = 10;
const pollMilliseconds = 50;
const stderrCharacters = 4000;

/** A sandbox tells the signal that ended what ran inside it as an exit code: 128 and its number. */
function signalIn(code: number | null): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
}

const alive = new Set<Child>();
process.once("exit", () => {
  for (const child of alive) child.kill({ kind: "exited", how: "the grader ended" });
});

const signalsFromOutside: ReadonlySet<string> = new Set(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL"]);

export class Child {
  /** Exercises loaded so far. */
  exercises = 0;
  readonly #limits: Limits;
  readonly #process: Pipes;
  readonly #frames = new FrameReader(messageLimits.bytes);
  readonly #ready: Promise<Death | undefined>;
  #request: Request | undefined;
  #death: Death | undefined;
  #stderr = "";
  #residentMegabytes = 0;

  constructor(program: NodeProgram, rung: Rung, limits: Limits) {
    this.#limits = limits;
    const launched = launch(program, rung);
    this.#process = launched.process;
    alive.add(this);
    this.#process.on("error", (error) =>
      this.#die({ kind: "grader", how: `the child process could not be started: ${error.message}` }),
    );
    this.#process.on("close", (code, signal) => this.#die(this.#causeOf(code, signal)));
    this.#process.stdin.on("error", () => undefined);
    this.#process.stdout.on("data", (chunk: Uint8Array) => this.#receive(chunk));
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (this.#stderr.length < stderrCharacters) this.#stderr += text.slice(0, stderrCharacters);
    });
    this.#ready = this.#start(launched);
  }

  get death(): Death | undefined {
    return this.#death;
  }

  /** Settles when the child can be asked something, or has died trying. */
  ready(): Promise<Death | undefined> {
    return this.#ready;
  }

  /** Sends a frame and hands on what comes back until the child says it is done; or says why it died. */
  async ask(frame: Uint8Array, cpuSeconds: number, onMessage: (message: Message) => void): Promise<Death | undefined> {
    return (await this.#ready) ?? (await this.#exchange(frame, cpuSeconds, onMessage));
  }

  kill(death: Death): void {
    killGroup(this.#process);
    this.#die(death);
  }

  async #start({ clamp }: Launched): Promise<Death | undefined> {
    const library = libraryFrame();
    const died =
      (await this.#exchange(undefined, startSeconds, () => undefined)) ??
      (await this.#clamp(clamp)) ??
      (await this.#exchange(await library, startSeconds, () => undefined));
    if (died === undefined) return undefined;
    return {
      kind: "grader",
      how: `the child process did not start (${died.how || died.kind}) ${this.#stderr.slice(0, 500)}`.trim(),
    };
  }

  async #clamp(clamp: Launched["clamp"]): Promise<Death | undefined> {
    try {
      await clamp();
      return undefined;
    } catch (error) {
      const death: Death = { kind: "grader", how: (error as Error).message };
      this.kill(death);
      return death;
    }
  }

  async #exchange(
    frame: Uint8Array | undefined,
    cpuSeconds: number,
    onMessage: (message: Message) => void,
  ): Promise<Death | undefined> {
    if (this.#death !== undefined) return this.#death;
    const watch = this.#watch(cpuSeconds);
    this.#hold(true);
    try {
      return await new Promise((resolve) => {
        this.#request = { onMessage, end: resolve };
        if (frame !== undefined) this.#process.stdin.write(frame);
      });
    } finally {
      clearInterval(watch);
      this.#hold(false);
    }
  }

  #receive(chunk: Uint8Array): void {
    if (this.#death !== undefined) return;
    const frames = this.#frames.push(chunk);
    if (frames === undefined) return this.kill({ kind: "too-much-output", how: "" });
    for (const body of frames) {
      const request = this.#request;
      if (request === undefined) return this.kill({ kind: "exited", how: "it spoke without being asked" });
      let message: Message;
      try {
        message = readMessage(body);
      } catch (error) {
        if (!(error instanceof CodecError)) throw error;
        return this.kill({
          kind: error.kind === "too-much-output" ? "too-much-output" : "exited",
          how: "it sent bytes that can't be read",
        });
      }
      request.onMessage(message);
      if (message.done) {
        this.#request = undefined;
        request.end(undefined);
      }
    }
  }

  #watch(limitSeconds: number): NodeJS.Timeout {
    const started = performance.now();
    let cpuAtStart: number | undefined;
    // In polls and not in seconds: while the grader is busy itself, an answer may lie there unread.
    let pollsAsleep = 0;
    let cpuBefore = 0;
    return setInterval(() => {
      const seconds = (performance.now() - started) / 1000;
      const usage = usageOf(this.#process.pid ?? 0);
      if (usage === undefined) {
        if (seconds >= 3 * limitSeconds) this.kill({ kind: "timed-out", how: "" });
        return;
      }
      cpuAtStart ??= usage.cpuSeconds;
      this.#residentMegabytes = usage.residentMegabytes;
      pollsAsleep = usage.isWaiting && usage.cpuSeconds === cpuBefore ? pollsAsleep + 1 : 0;
      cpuBefore = usage.cpuSeconds;
      const busy = seconds >= limitSeconds && usage.cpuSeconds - cpuAtStart >= limitSeconds - pollMilliseconds / 1000;
      if (busy) this.kill({ kind: "timed-out", how: "" });
      // The harness never waits within a request, so something else does: no lack of time.
      else if (pollsAsleep * pollMilliseconds > 1000 * (limitSeconds + 1))
        this.kill({ kind: "exited", how: "it fell asleep" });
      else if (seconds >= 10 * limitSeconds) this.kill({ kind: "grader", how: "the machine gave it too little time" });
      else if (usage.residentMegabytes > this.#limits.memoryMegabytes + residentFloorMegabytes)
        this.kill({ kind: "out-of-memory", how: "" });
    }, pollMilliseconds);
  }

  #causeOf(code: number | null, signal: NodeJS.Signals | null): Death {
    if (/heap out of memory|Allocation failed|invalid size error/.test(this.#stderr))
      return { kind: "out-of-memory", how: "" };
    if (signal === "SIGABRT" || signalIn(code) === "SIGABRT") return { kind: "out-of-memory", how: "" };
    if (code === harnessFault)
      return { kind: this.exercises === 0 ? "grader" : "exited", how: "the harness in the child process broke" };
    const ending = signal ?? signalIn(code);
    // The system's own watch over memory was faster than ours.
    if (ending === "SIGKILL" && this.#residentMegabytes > this.#limits.memoryMegabytes + residentFloorMegabytes / 2)
      return { kind: "out-of-memory", how: "" };
    // Nothing in the realm can send one: it came from outside.
    if (ending !== undefined && signalsFromOutside.has(ending))
      return { kind: "grader", how: `it was ended by ${ending}` };
    return { kind: "exited", how: ending === undefined ? `exit code ${code}` : `signal ${ending}` };
  }

  #die(death: Death): void {
    if (this.#death !== undefined) return;
    this.#death = death;
    alive.delete(this);
    const request = this.#request;
    this.#request = undefined;
    request?.end(death);
  }

  /** An idle child doesn't keep the grader's process alive. */
  #hold(busy: boolean): void {
    for (const handle of [this.#process, this.#process.stdin, this.#process.stdout, this.#process.stderr]) {
      const { ref, unref } = handle as { ref?: () => void; unref?: () => void };
      (busy ? ref : unref)?.call(handle);
    }
  }
}
