/**
 * Strips types in a thread of its own.
 *
 * Theory of operation. The parser is a WebAssembly module with a small stack. A file of half a million opening brackets
 * overruns it, and from then on it fails on every file that this thread gives it, so that one student's file would be
 * the end of everybody's. In a thread it can be thrown away. (Measured with Node 24.21: `(`, `!`, `a?`, `Array<`.)
 */
import { Worker } from "node:worker_threads";
import type { Problem } from "../executor.ts";
import { graderProblem } from "../problems.ts";
import type { StripAnswer } from "./strip-worker.ts";

export type Stripped =
  | { readonly status: "stripped"; readonly text: string }
  | { readonly status: "broken"; readonly problem: Problem };

const limitMs = 20_000;
let worker: Worker | undefined;
let settle: (answer: StripAnswer) => void = () => undefined;
let turn: Promise<unknown> = Promise.resolve();

/** Blanks out the types of a TypeScript file, so that every line and column stays where it was. A `.js` file is left as it is. */
export async function stripTypes(path: string, text: string): Promise<Stripped> {
  if (!path.endsWith(".ts")) return { status: "stripped", text };
  const answering = turn.then(() => ask(text));
  turn = answering;
  const answer = await answering;
  if (answer.status !== "broke") return explain(path, answer);
  const checking = turn.then(() => ask("const works: boolean = true;"));
  turn = checking;
  return {
    status: "broken",
    problem:
      (await checking).status === "stripped"
        ? tooDeep(path)
        : graderProblem("The thread that strips types does not work."),
  };
}

/** Starts the thread ahead of the first file: it takes longer than anything else at the start of a batch. */
export function startStripping(): void {
  worker ??= startWorker();
  worker.unref();
}

/** One file at a time, so that it is clear which one broke the parser. */
async function ask(text: string): Promise<StripAnswer> {
  const current = (worker ??= startWorker());
  current.ref();
  let timer: NodeJS.Timeout | undefined;
  const answer = await new Promise<StripAnswer>((resolve) => {
    settle = resolve;
    timer = setTimeout(resolve, limitMs, { status: "broke" });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    current.postMessage(text);
  });
  clearTimeout(timer);
  current.unref();
  if (answer.status === "broke") {
    worker = undefined;
    await current.terminate();
  }
  return answer;
}

function startWorker(): Worker {
  const started = new Worker(new URL("./strip-worker.ts", import.meta.url), {
    execArgv: ["--no-warnings"],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const whileCurrent = (answer: StripAnswer): void => {
    if (worker === started) settle(answer);
  };
  started.on("message", whileCurrent);
  started.on("error", () => whileCurrent({ status: "broke" }));
  started.on("exit", () => whileCurrent({ status: "broke" }));
  return started;
}

function tooDeep(path: string): Problem {
  return {
    kind: "syntax",
    file: path,
    message: `${path} nests expressions or types deeper than the parser can follow. Write it in shorter pieces.`,
  };
}

function explain(path: string, answer: Exclude<StripAnswer, { status: "broke" }>): Stripped {
  if (answer.status === "stripped") return answer;
  const broken = (problem: Problem): Stripped => ({ status: "broken", problem });
  // The error has no position of its own, but its stack starts with ":LINE".
  const found = /^:(\d+)\n/.exec(answer.stack)?.[1];
  const line = found === undefined ? undefined : Number(found);
  const where = line === undefined ? path : `${path}, line ${line}`;
  const place = { file: path, ...(line === undefined ? {} : { line }) };
  if (answer.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    const [, what, remedy] = unsupported.find(([pattern]) => pattern.test(answer.message)) ?? anyUnsupported;
    return broken({
      kind: "unsupported-typescript",
      message: `${where}: ${what} can't be used, because only types are removed from the file before it runs. ${remedy}`,
      ...place,
    });
  }
  const message = answer.message.split("\n")[0]!.replace(/\.$/, "").slice(0, 200);
  return broken({
    kind: "syntax",
    message: `${where} is not valid TypeScript: ${message}. Correct the syntax there or just above.`,
    ...place,
  });
}

const anyUnsupported = [/./, "TypeScript that has to be compiled", "Write it in plain JavaScript with types."] as const;
const unsupported: readonly (readonly [RegExp, string, string])[] = [
  [/enum/, "an enum", 'Use a union of strings, such as type Mode = "train" | "test", or a constant object.'],
  [/namespace|module/, "a namespace", "Put its contents at the top level of the file, or into a file of their own."],
  [
    /parameter property/,
    "a parameter property",
    "Declare the field in the class and assign it in the constructor: this.size = size.",
  ],
  [/angle-bracket/, "a type assertion in angle brackets", "Write value as Type."],
  [/import equals/, "import x = require(...)", 'Write import { x } from "#tensor".'],
  [/export assignment/, "export =", "Write export function or export const."],
];
