/**
 * Makes a fresh realm deterministic: a clock that stands still, random numbers that start again, timers without time.
 *
 * Nothing is frozen but Promise: freezing the rest would break ordinary code (`this.name = ...` in a class of errors)
 * and protect nothing, since what comes out of the realm is only ever a claim.
 */
import {
  apply,
  construct,
  dateText,
  defineProperty,
  imul,
  matchNothing,
  RealDate,
  toNumber,
} from "../../primordials.ts";

/** The moment at which all code under test runs. */
const instant = Date.UTC(2025, 0, 1);
/** Random numbers of every call start from here. */
const randomSeed = 0x9e3779b9;

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly run: () => void;
  readonly next: Timer | undefined;
}

/** Kept as a list of links, soonest first, since a student may patch what arrays do. */
let timers: Timer | undefined;
let time = 0;
let lastTimer = 0;
let randomState = randomSeed;
let segmented = false;

/** @param compilers - whether WebAssembly stays, for a realm in which kernels are compiled. */
export function installGlobals(compilers: boolean): void {
  const realm = globalThis as unknown as Record<string, unknown>;
  // Threads, garbage collection and clocks: each lets code see or do what differs from run to run.
  for (const name of ["SharedArrayBuffer", "Atomics", "WeakRef", "FinalizationRegistry", "Temporal"])
    delete realm[name];
  if (!compilers) delete realm["WebAssembly"];
  delete (Intl as unknown as Record<string, unknown>)["DateTimeFormat"];
  define(Intl, "Segmenter", watchedSegmenter());
  define(realm, "Date", fixedDate());
  define(realm, "performance", { now: () => time });
  define(realm, "setTimeout", setTimer);
  define(realm, "clearTimeout", clearTimer);
  define(realm, "queueMicrotask", queueTask);
  define(Math, "random", random);
  // Node's own code may look up `then` and `constructor` on a promise of this realm.
  Object.freeze(Promise.prototype);
  Object.freeze(Promise);
}

/** What is left of an exercise beside objects: the next could count the timers that it made. */
export function beginExercise(): void {
  lastTimer = 0;
  beginCall();
}

/**
 * Random numbers start again, timers and the last match of a pattern (`RegExp.$1`) are forgotten, so that a call gives the
 * same whatever ran before it.
 */
export function beginCall(): void {
  matchNothing();
  randomState = randomSeed;
  timers = undefined;
  time = 0;
}

/** Whether there are objects that isUntouched (untouched.ts) doesn't look at. */
export function hasSegmented(): boolean {
  return segmented;
}

/** Runs the next timer as if its time had come; false when there is none. */
export function runTimer(): boolean {
  if (timers === undefined) return false;
  const { due, run, next } = timers;
  timers = next;
  time = due;
  try {
    run();
  } catch {
    // An error in a timer reaches nobody, as at home.
  }
  return true;
}

function setTimer(callback: unknown, delay?: unknown, ...rest: unknown[]): number {
  if (typeof callback !== "function") throw new TypeError("setTimeout: the first argument is not a function.");
  const wait = toNumber(delay);
  const id = ++lastTimer;
  const due = time + (wait > 0 ? wait : 0);
  timers = insert(timers, { id, due, run: () => void apply(callback as () => void, undefined, rest), next: undefined });
  return id;
}

function insert(list: Timer | undefined, timer: Timer): Timer {
  if (list === undefined || list.due > timer.due) return { ...timer, next: list };
  return { ...list, next: insert(list.next, timer) };
}

function clearTimer(id: unknown): void {
  timers = without(timers, id);
}

function without(list: Timer | undefined, id: unknown): Timer | undefined {
  if (list === undefined) return undefined;
  return list.id === id ? list.next : { ...list, next: without(list.next, id) };
}

function queueTask(task: unknown): void {
  if (typeof task !== "function") throw new TypeError("queueMicrotask: the argument is not a function.");
  void Promise.resolve().then(task as () => void);
}

/** mulberry32: small, and good enough for a student's shuffles. */
function random(): number {
  randomState = (randomState + 0x6d2b79f5) | 0;
  let bits = imul(randomState ^ (randomState >>> 15), 1 | randomState);
  bits = (bits + imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}

function fixedDate(): DateConstructor {
  const fixed = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return dateText(new RealDate(instant));
    return construct(RealDate, args.length === 0 ? [instant] : args, new.target);
  };
  define(fixed, "name", "Date");
  define(fixed, "length", 7);
  fixed.prototype = RealDate.prototype as unknown;
  define(fixed, "now", () => instant);
  define(fixed, "parse", RealDate.parse);
  define(fixed, "UTC", RealDate.UTC);
  define(RealDate.prototype, "constructor", fixed);
  return fixed as unknown as DateConstructor;
}

/**
 * Segments have prototypes that nothing else leads to, and to make one in order to remember them takes 16 ms. So a realm in
 * which text was segmented counts as changed.
 */
function watchedSegmenter(): typeof Intl.Segmenter {
  const real = Intl.Segmenter;
  const watched = function (...args: unknown[]): unknown {
    if (new.target === undefined) throw new TypeError("Constructor Intl.Segmenter requires 'new'");
    segmented = true;
    return construct(real, args, new.target);
  };
  define(watched, "name", "Segmenter");
  define(watched, "length", 0);
  define(watched, "supportedLocalesOf", (real as unknown as Record<string, unknown>)["supportedLocalesOf"]);
  watched.prototype = real.prototype as unknown;
  define(real.prototype, "constructor", watched);
  return watched as unknown as typeof Intl.Segmenter;
}

function define(target: object, name: string, value: unknown): void {
  defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
