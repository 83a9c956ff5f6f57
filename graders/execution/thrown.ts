/**
 * What a thrown value says, read without trusting it: getters may throw, and anything can be thrown.
 *
 * The same text runs in the grader (on a student's own machine) and inside the student's realm.
 */
import { isInstance, sliceText, toText } from "./primordials.ts";

export interface Thrown {
  /** Whether it is an object with a message, as errors are. */
  readonly isError: boolean;
  /** The error's name; for anything else what it is: `the string "boom"`, `null`. */
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** The error that a stub throws until its function is written. */
  readonly notStarted: boolean;
}

const longest = 300;
const longestStack = 4000;

export function describeThrown(value: unknown, NotStarted: abstract new (...args: never) => unknown): Thrown {
  const none = { isError: false, message: "", stack: "", notStarted: false };
  if (typeof value === "string") return { ...none, name: `the string "${cut(value, longest)}"` };
  if (typeof value === "function") return { ...none, name: "a function" };
  if (typeof value === "symbol") return { ...none, name: "a symbol" };
  if (typeof value === "bigint") return { ...none, name: "a bigint" };
  if (typeof value !== "object" || value === null) return { ...none, name: toText(value) };
  const message = read(value, "message");
  if (typeof message !== "string") return { ...none, name: "an object that is not an Error" };
  const name = read(value, "name");
  return {
    isError: true,
    name: typeof name === "string" && name !== "" ? cut(name, 60) : "Error",
    message: cut(message, longest),
    stack: cut(asText(read(value, "stack")), longestStack),
    notStarted: isNotStarted(value, NotStarted),
  };
}

function read(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function isNotStarted(value: object, NotStarted: abstract new (...args: never) => unknown): boolean {
  try {
    return isInstance(NotStarted.prototype as object, value);
  } catch {
    return false;
  }
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : sliceText(text, 0, length) + "…";
}
