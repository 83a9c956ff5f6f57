/**
 * Loads and calls the student's module from inside its realm; the harness outside drives it step by step.
 *
 * Everything that touches a value of the student's happens here, with built-ins kept from before any student code ran.
 * Each function returns a number to the harness or nothing, and what there is to say is appended to the output.
 *
 * Output, as `graders/execution/isolated/messages.ts` reads it: a sequence of items, each with one of the bytes below
 * in front, ended by `end`, a byte that is 1 when nothing follows, and the console text since the last time.
 */
import { NotStarted, Random, Tensor } from "#tensor";
import { Decoder } from "../../codec/decoder.ts";
import { Encoder } from "../../codec/encoder.ts";
import { CodecError, replyLimits, type CodecClasses } from "../../codec/format.ts";
import { isClass } from "../../codec/inspect.ts";
import { apply, Bytes, isInstance, keys, listOf, RealPromise } from "../../primordials.ts";
import { describeThrown } from "../../thrown.ts";
import { clearConsole, installConsole, takeConsole } from "./console.ts";
import { beginCall, beginExercise, installGlobals, runTimer } from "./globals.ts";
import { isUntouched, rememberRealm } from "./untouched.ts";

export { isUntouched };

export const item = { end: 0, returned: 1, threw: 2, lost: 3, loaded: 4, failed: 5, touched: 6 } as const;

/** What the harness does next. */
const ended = 0;
const answered = 1;
const waiting = 2;

class Opaque {
  readonly description: string;
  constructor(description: string) {
    this.description = description;
  }
}

type Namespace = Record<string, unknown>;
type State =
  | { readonly status: "idle" | "pending" }
  | { readonly status: "settled"; readonly value: unknown }
  | { readonly status: "rejected"; readonly error: unknown };

const idle: State = { status: "idle" };
const pending: State = { status: "pending" };
const classes: CodecClasses = { Tensor, Random, Opaque, objectPrototype: Object.prototype };
const inputLimits = { bytes: Infinity, nodes: Infinity };

const output = new Encoder(classes, replyLimits);
let student: Namespace = {};
let programs: Namespace = {};
let input = new Uint8Array(0);
let calls: Decoder | undefined;
let callsLeft = 0;
let args: unknown[] = [];
let echo = false;
let state: State = idle;
let loading = true;

/** Once in a realm, before any student code. */
export function start(compilers: boolean): void {
  installGlobals(compilers);
  installConsole();
  rememberRealm();
}

/** Before a module is loaded, the first or the next. */
export function clear(consoleCharacters: number): void {
  student = {};
  programs = {};
  state = idle;
  loading = true;
  clearConsole(consoleCharacters);
  beginExercise();
}

/** Watches the promise of the student's module being evaluated. */
export function watch(promise: unknown): void {
  state = pending;
  void settle(promise);
}

/** Whether the student's module was evaluated; if it wasn't, says why. */
export function loaded(): number {
  const result = state;
  state = idle;
  loading = false;
  if (result.status === "settled") return answered;
  if (result.status === "rejected") failed("threw", result.error);
  else failed("never-settles", undefined);
  return ended;
}

export function failed(stage: string, error: unknown): void {
  output.byte(item.failed);
  output.text(stage);
  output.value({ ...describeThrown(error, NotStarted) });
}

/** Takes the modules and lists what they export. */
export function open(studentModule: Namespace, programsModule: Namespace | undefined): void {
  student = studentModule;
  programs = programsModule ?? {};
  const names = keys(student);
  output.byte(item.loaded);
  output.count(names.length);
  for (let i = 0; i < names.length; i++) {
    const value = student[names[i]!];
    output.text(names[i]!);
    output.text(typeof value !== "function" ? "value" : isClass(value) ? "class" : "function");
  }
  const programNames = keys(programs);
  output.count(programNames.length);
  for (let i = 0; i < programNames.length; i++) output.text(programNames[i]!);
}

/** Room for the calls, which the harness fills. */
export function allocate(size: number): Uint8Array {
  input = new Bytes(size);
  return input;
}

export function begin(): void {
  calls = new Decoder(classes, inputLimits, input);
  callsLeft = calls.count();
}

/** Makes the next call. */
export function step(): number {
  if (calls === undefined || callsLeft === 0) return ended;
  callsLeft--;
  calls.begin();
  const isProgram = calls.byte() === 1;
  const name = calls.text();
  echo = calls.byte() === 1;
  beginCall();
  let value: unknown;
  try {
    args = calls.value() as unknown[];
  } catch {
    return argumentsBroken();
  }
  try {
    value = isProgram
      ? apply(programs[name] as () => unknown, undefined, withStudent(args))
      : apply(student[name] as () => unknown, undefined, args);
  } catch (error) {
    threw(error);
    return answered;
  }
  if (!isPromise(value)) {
    returned(value);
    return answered;
  }
  watch(value);
  return waiting;
}

/** Called when no microtask is left: the watched promise has settled, or a timer may help, or it never will. */
export function poll(): number {
  if (state.status === "pending" && runTimer()) return waiting;
  if (loading) return answered;
  const result = state;
  state = idle;
  if (result.status === "settled") returned(result.value);
  else if (result.status === "rejected") threw(result.error);
  else lost("never-settles", "");
  return answered;
}

export function queued(): number {
  return output.length;
}

export function take(done: boolean): Uint8Array {
  output.begin();
  output.byte(item.end);
  output.byte(done ? 1 : 0);
  output.text(takeConsole());
  return output.take();
}

async function settle(promise: unknown): Promise<void> {
  try {
    const value = await promise;
    state = { status: "settled", value };
  } catch (error) {
    state = { status: "rejected", error };
  }
}

function returned(value: unknown): void {
  const mark = output.length;
  output.begin();
  try {
    output.byte(item.returned);
    output.value(value);
    output.byte(echo ? 1 : 0);
    if (echo) output.value(args);
  } catch (error) {
    output.rewind(mark);
    if (error instanceof CodecError) return lost(error.kind, error.what);
    // A getter or a proxy of the student's threw while the value was read.
    threw(error);
  }
}

function threw(error: unknown): void {
  const mark = output.length;
  output.begin();
  try {
    output.byte(item.threw);
    output.value({ ...describeThrown(error, NotStarted) });
  } catch {
    output.rewind(mark);
    lost("not-data", "an error that can't be read");
  }
}

function lost(kind: string, what: string): void {
  output.begin();
  output.byte(item.lost);
  output.text(kind);
  output.text(what);
}

/** Tensors are made with built-ins that are the student's to change. Where the next call begins is not known any more. */
function argumentsBroken(): number {
  for (lost("broken-built-ins", ""); callsLeft > 0; callsLeft--) lost("broken-built-ins", "");
  return ended;
}

function withStudent(args: readonly unknown[]): unknown[] {
  const all = listOf<unknown>(args.length + 1);
  all[0] = student;
  for (let i = 0; i < args.length; i++) all[i + 1] = args[i];
  return all;
}

function isPromise(value: unknown): boolean {
  try {
    return typeof value === "object" && value !== null && isInstance(RealPromise.prototype, value);
  } catch {
    // A proxy that was revoked: reading it as a result will say so.
    return false;
  }
}
