/**
 * Calls code in this very process: the reference, a wrong variant of it, or a student's file on the student's machine.
 *
 * Each call gets copies of its arguments and its result is copied at once, as if it had crossed a wire, so the replies
 * are those of the isolated executor. Nothing here protects from hostile code. An endless loop is interrupted where a
 * limit is given and no debugger is attached, but not one that starts after an `await`: V8 stops only what it was
 * entered with.
 */
import { NotStarted, type Tensor } from "#tensor";
import { Script } from "node:vm";
import { CodecError } from "./codec/format.ts";
import { isClass } from "./codec/inspect.ts";
import { copyArgument, snapshot } from "./copy.ts";
import { isDebugged } from "./debugger.ts";
import type { Call, Loaded, Problem, Reply, Session, Value } from "./executor.ts";
import {
  graderProblem,
  missingFunction,
  neverSettles,
  notData,
  ownShare,
  placeIn,
  threw,
  threwReply,
  timedOut,
  tooMuchOutput,
} from "./problems.ts";
import { describeThrown, type Thrown } from "./thrown.ts";

export interface InProcessOptions {
  /** Interrupts a batch of calls that runs longer. */
  readonly timeoutMs?: number | undefined;
  /** The end of the path of the file under test, such as `exercises/02-activations/relu.ts`: messages name its lines. */
  readonly file?: string | undefined;
  /** The Tensor that the code under test imports, where that is not ours. */
  readonly tensorClass?: (new (data: Float64Array, shape: readonly number[]) => Tensor) | undefined;
}

/** How long a promise may take when no limit is given. */
const defaultPatienceMs = 10_000;

export function inProcessSession(module: object, programs: object = {}, options: InProcessOptions = {}): Session {
  return new InProcessSession(module, programs, options);
}

/** Imports a file and opens a session on it; what it throws while loading becomes a problem. */
export async function loadInProcess(
  load: () => Promise<object>,
  programs: object = {},
  options: InProcessOptions = {},
): Promise<Loaded> {
  try {
    return { status: "loaded", session: inProcessSession(await load(), programs, options) };
  } catch (error) {
    const { file } = options;
    const thrown = describe(error);
    const subject = file ?? "The file";
    const problem: Problem =
      thrown.name === "SyntaxError"
        ? {
            kind: "syntax",
            message: `${subject} is not valid: ${thrown.message.replace(/\.$/, "")}. Correct the syntax or the names it imports.`,
          }
        : threw(`Loading ${subject}`, thrown, placeOf(thrown, file));
    return { status: "broken", problem: { ...(file === undefined ? {} : { file }), ...problem } };
  }
}

class InProcessSession implements Session {
  readonly exports: ReadonlyMap<string, "function" | "class" | "value">;
  readonly programs: ReadonlySet<string>;
  readonly #module: Record<string, unknown>;
  readonly #programs: Record<string, unknown>;
  readonly #options: InProcessOptions;

  constructor(module: object, programs: object, options: InProcessOptions) {
    this.#module = module as Record<string, unknown>;
    this.#programs = programs as Record<string, unknown>;
    this.#options = options;
    this.exports = new Map(
      Object.entries(module).map(([name, value]) => [
        name,
        typeof value !== "function" ? "value" : isClass(value) ? "class" : "function",
      ]),
    );
    this.programs = new Set(Object.keys(programs));
  }

  /** What the code prints goes to the real console. */
  console(): string {
    return "";
  }

  async call(calls: readonly Call[]): Promise<Reply[]> {
    const replies: Reply[] = [];
    while (replies.length < calls.length) {
      const before = replies.length;
      const entered = performance.now();
      let begun = entered;
      let waiting: Waiting | undefined;
      const finished = this.#guard(() => {
        while (waiting === undefined && replies.length < calls.length) {
          if (this.#options.timeoutMs !== undefined) begun = performance.now();
          const outcome = this.#begin(calls[replies.length]!);
          if ("promise" in outcome) waiting = outcome;
          else replies.push(outcome);
        }
      });
      if (!finished) {
        const alone = performance.now() - begun > ownShare * (performance.now() - entered);
        const problem = timedOut(
          calls[replies.length]!.name,
          this.#options.timeoutMs! / 1000,
          alone ? 1 : replies.length - before + 1,
        );
        return [...replies, ...calls.slice(replies.length).map(() => ({ status: "lost" as const, problem }))];
      }
      if (waiting !== undefined) replies.push(await this.#wait(waiting));
    }
    return replies;
  }

  #begin(call: Call): Reply | Waiting {
    const { target, name } = call;
    const own = target === "module";
    const callee = (own ? this.#module : this.#programs)[name];
    if (own ? this.exports.get(name) !== "function" : typeof callee !== "function")
      return { status: "lost", problem: this.#absent(call) };
    const args = call.args.map((value) => copyArgument(value, this.#options.tensorClass));
    try {
      const value: unknown = own
        ? Reflect.apply(callee as () => unknown, undefined, args)
        : Reflect.apply(callee as () => unknown, undefined, [this.#module, ...args]);
      return value instanceof Promise ? { promise: value, call, args } : this.#returned(call, value, args);
    } catch (error) {
      return this.#threw(name, error);
    }
  }

  async #wait({ promise, call, args }: Waiting): Promise<Reply> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      if (!isDebugged()) timer = setTimeout(() => resolve("late"), this.#options.timeoutMs ?? defaultPatienceMs);
    });
    try {
      const outcome = await Promise.race([late, promise.then((value) => ({ value }))]);
      return outcome === "late"
        ? { status: "lost", problem: neverSettles(call.name, "call") }
        : this.#returned(call, outcome.value, args);
    } catch (error) {
      return this.#threw(call.name, error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs the work; false when it had to be interrupted. */
  #guard(work: () => void): boolean {
    const { timeoutMs } = this.#options;
    if (timeoutMs === undefined || isDebugged()) {
      work();
      return true;
    }
    guarded.run = work;
    try {
      runGuarded.runInThisContext({ timeout: Math.max(1, Math.ceil(timeoutMs)) });
      return true;
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
      throw error;
    }
  }

  #absent({ target, name }: Call): Problem {
    if (target === "program") return graderProblem(`The spec has no program named ${name}.`);
    return missingFunction(name, this.exports, this.#options.file);
  }

  #returned({ name, echo }: Call, value: unknown, args: readonly unknown[]): Reply {
    try {
      return {
        status: "returned",
        value: snapshot(value),
        ...(echo ? { argsAfter: snapshot(args) as readonly Value[] } : {}),
      };
    } catch (error) {
      // Anything else was thrown by a getter or a proxy while the value was read.
      if (!(error instanceof CodecError)) return this.#threw(name, error);
      return {
        status: "lost",
        problem: error.kind === "too-much-output" ? tooMuchOutput(name) : notData(name, error.what),
      };
    }
  }

  #threw(name: string, error: unknown): Reply {
    const thrown = describe(error);
    return threwReply(name, thrown, placeOf(thrown, this.#options.file));
  }
}

interface Waiting {
  readonly promise: Promise<unknown>;
  readonly call: Call;
  readonly args: readonly unknown[];
}

/** Code inside a script can reach only globals; the symbol keeps this one out of everyone's way. */
const guarded = ((globalThis as Record<symbol, unknown>)[Symbol.for("gradecheck.guarded")] ??= {
  run: () => undefined,
}) as { run: () => void };
const runGuarded = new Script('globalThis[Symbol.for("gradecheck.guarded")].run()', { filename: "gradecheck:guard" });

function describe(error: unknown): Thrown {
  const thrown = describeThrown(error, NotStarted);
  // A bundler may have made a second copy of the class.
  return thrown.name === "NotStarted" ? { ...thrown, notStarted: true } : thrown;
}

function placeOf({ stack }: Thrown, file: string | undefined): { file: string; line: number } | undefined {
  return file === undefined ? undefined : placeIn(stack, [file]);
}
