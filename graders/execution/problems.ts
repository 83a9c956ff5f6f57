/**
 * The words for everything that can go wrong while code under test is loaded or called.
 *
 * Both executors use them, so a student reads the same sentence at home and on the report. A subject is what was
 * running: the name of a function, or the file while it is loaded.
 */
import type { Problem, Reply } from "./executor.ts";
import type { Thrown } from "./thrown.ts";

/** A place in a file of the student's. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export function threw(subject: string, thrown: Thrown, place?: Place): Problem {
  const at = place === undefined ? "" : ` at line ${place.line} of ${place.file}`;
  const message = thrown.isError
    ? sentence(
        `${subject} threw ${article(thrown.name)} ${thrown.name}${at}: ${thrown.message === "" ? "it has no message" : thrown.message}`,
      )
    : `${subject} threw ${thrown.name}${at}. Throw an Error with a message instead: throw new Error("...").`;
  return { kind: "threw", message: message + adviceFor(thrown), ...place };
}

/** The reply to a call that threw. */
export function threwReply(subject: string, thrown: Thrown, place?: Place): Reply {
  const { name, message, notStarted } = thrown;
  return { status: "threw", problem: threw(subject, thrown, place), name, message, notStarted };
}

/** A call that took this part of a batch's time is named as the one that ran out of it. */
export const ownShare = 0.8;

/** @param calls - how many calls, one after the other, used up the time. */
export function timedOut(subject: string, seconds: number, calls = 1): Problem {
  const message =
    calls === 1
      ? `${subject} used more than ${seconds} s of computing time and was stopped. Look for a loop that never ends, or for work that needs fewer steps.`
      : `${calls} calls of ${subject} used more than ${seconds} s of computing time together and were stopped. Look for work that needs fewer steps.`;
  return { kind: "timed-out", message };
}

export function neverSettles(subject: string, what: "call" | "load"): Problem {
  const message =
    what === "call"
      ? `${subject} returned a promise that never settles. Resolve it, or return the value itself.`
      : `${subject} waits at its top level for a promise that never settles. Remove that await, or resolve the promise.`;
  return { kind: "never-settles", message };
}

export function outOfMemory(subject: string, megabytes: number): Problem {
  return {
    kind: "out-of-memory",
    message: `${subject} used more than ${megabytes} MB of memory and was stopped. Look for an array that grows without end, or a copy made in each step of a loop.`,
  };
}

export function tooMuchOutput(subject: string): Problem {
  return {
    kind: "too-much-output",
    message: `${subject} returned a value too large to read: more than 16 MB, or 3 million entries in nested lists. Return only what the exercise asks for.`,
  };
}

/** @param what - as in `a list that contains itself`. */
export function notData(subject: string, what: string): Problem {
  return {
    kind: "not-data",
    message: `${subject} returned ${what}. Return a number, a tensor, or lists and plain objects of them.`,
  };
}

export function brokenBuiltIns(subject: string): Problem {
  return {
    kind: "not-data",
    message: `${subject} could not be called: the file changes built-ins of the language or methods of Tensor, and its arguments can't be made without them. Leave what you didn't write as it is.`,
  };
}

export function exited(subject: string, how: string): Problem {
  return {
    kind: "exited",
    message: `The process that ran ${subject} ended before it answered (${how}). Nothing in an exercise should end it; remove what does.`,
  };
}

/** The code under test lacks a function that was to be called. */
export function missingFunction(
  name: string,
  exports: ReadonlyMap<string, "function" | "class" | "value">,
  file?: string,
): Problem {
  const where = file ?? "The file";
  const found = exports.get(name);
  const message =
    found === undefined
      ? `${where} has no export named ${name}${listed(exports)}. Write "export function ${name}".`
      : `${where} exports ${name} as ${found === "class" ? "a class" : "a value"}, expected a function. Write "export function ${name}".`;
  return { kind: "missing-export", message, ...(file === undefined ? {} : { file }) };
}

/** Something that is not the student's fault. */
export function graderProblem(message: string): Problem {
  return { kind: "grader", message };
}

/**
 * The first place in one of the student's files that a stack names.
 *
 * @param files - paths as the realm knows them, or ends of a path or address on the student's own machine.
 */
export function placeIn(stack: string, files: Iterable<string>): Place | undefined {
  const known = [...files];
  for (const frame of stack.matchAll(/^\s*at (?:.*\()?(?:async )?(.+):(\d+):\d+\)?$/gm)) {
    const location = frame[1]!.replaceAll("\\", "/");
    const line = frame[2];
    const file = known.find((path) => location === path || (isAbsolute(location) && location.endsWith(`/${path}`)));
    if (file !== undefined) return { file, line: Number(line) };
  }
  return undefined;
}

function isAbsolute(location: string): boolean {
  return /^(?:\/|file:|[A-Za-z]:\/)/.test(location);
}

function adviceFor({ name, message }: Thrown): string {
  if (name === "RangeError" && message.startsWith("Maximum call stack size"))
    return " A function calls itself without end: check the case in which it should stop.";
  const unknown = /^(\w+) is not defined$/.exec(message)?.[1];
  if (name === "ReferenceError" && unknown !== undefined && absentNames.has(unknown)) {
    return " An exercise can use the language and #tensor, nothing of Node or a browser.";
  }
  return "";
}

const absentNames = new Set(
  "process require module exports Buffer global window document self fetch structuredClone setImmediate setInterval WebAssembly SharedArrayBuffer Atomics WeakRef FinalizationRegistry __dirname __filename crypto navigator TextEncoder TextDecoder URL".split(
    " ",
  ),
);

function listed(exports: ReadonlyMap<string, unknown>): string {
  if (exports.size === 0) return ", and exports nothing";
  const names = [...exports.keys()];
  return `; it exports ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", ..." : ""}`;
}

function article(name: string): string {
  return /^[AEIO]/i.test(name) ? "an" : "a";
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
