"use strict";
/**
 * The child process that runs one submission's code. Plain JavaScript: stripping types here would cost 60 ms a start.
 *
 * Theory of operation. Frames of bytes come in on stdin and go out on stdout, each with its length in front; reading
 * blocks, since there is nothing else to do. The student's modules run in a V8 realm of their own, in which the grader's
 * modules (the library: codec, globals, session) were evaluated before. It holds the language and nothing else: no process,
 * no require, no timers. All that is done with the student's values is done in there, by the library; this file hands it
 * numbers, strings and modules, and copies bytes out.
 *
 * The exercises of a submission share the realm, one after the other, for as long as none of them changes it: code that is
 * warm runs twice as fast. One that finds it changed is answered with `touched`, and comes again to a new process.
 *
 * Nothing here may touch a value of the student's: no await, no printing, no reading of a property. A host object in a
 * student's hands would be a way out.
 */
const { readSync, writeSync } = require("node:fs");
const { SourceTextModule, createContext, constants } = require("node:vm");

/** @typedef {{ path: string, text: string, links: Record<string, string> }} ModuleText */
/** @typedef {{ modules: ModuleText[], session: string, tensor: string }} Library */
/** @typedef {{ modules: ModuleText[], entry: string, programs?: ModuleText[], consoleCharacters: number }} Load */
/**
 * What realm/session.ts exports.
 * @typedef {{
 *   start(compilers: boolean): void, isUntouched(): boolean, clear(consoleCharacters: number): void, open(student: object, programs: object | undefined): void, allocate(size: number): Uint8Array,
 *   begin(): void, step(): number, poll(): number, watch(promise: unknown): void, failed(stage: string, error: unknown): void,
 *   loaded(): number, queued(): number, take(done: boolean): Uint8Array,
 * }} RealmSession
 */

const [frameLibrary, frameLoad, frameCalls] = [1, 2, 3];
const [ended, answered, waiting] = [0, 1, 2];
/** End, done, no console text: as realm/session.ts writes it. */
const emptyMessage = [0, 1, 0, 0, 0, 0];
/** The same with one item: an earlier exercise has changed the realm. */
const touchedMessage = [6, ...emptyMessage];
const flushBytes = 64 * 1024;
/** Exit code that isolated/child.ts reads as a fault of the grader's. */
const harnessFault = 70;
const flushMilliseconds = 4;
/** Whether code may be made from text inside a realm (never here, outside of it): command.ts says for whom. */
const compilers = process.argv.includes("compilers");

// oxlint-disable typescript/unbound-method -- kept as functions whose first parameter is their `this`
const copy = Function.prototype.call.bind(Uint8Array.prototype.set);
const byteLength = Function.prototype.call.bind(
  /** @type {() => number} */ (
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "byteLength")?.get
  ),
);
// oxlint-enable typescript/unbound-method
const { parse } = JSON;
const { now } = Date;

/** @type {RealmSession} */
let session;
/** @type {ReturnType<typeof createContext>} */
let context;
/** @type {SourceTextModule | undefined} */
let tensor;
/** Whether a student's code has run here. */
let used = false;

// The student's errors end in the realm, so one that comes here is a fault of this file. It is not looked at all the same.
process.on("uncaughtException", () => process.exit(harnessFault));
process.on("unhandledRejection", () => undefined);

freezeHost(warmUp());
write(Buffer.from(emptyMessage));
next();

function next() {
  const frame = readFrame();
  const type = frame[0];
  const body = frame.subarray(1);
  if (type === frameLibrary) {
    openRealm(parse(body.toString()));
    write(Buffer.from(emptyMessage));
    setImmediate(next);
  } else if (type === frameLoad) load(parse(body.toString()));
  else if (type === frameCalls) run(body, frame[1] === 1);
}

/** @param {Load} source */
function load(source) {
  if (used && !session.isUntouched()) {
    write(Buffer.from(touchedMessage));
    return setImmediate(next);
  }
  used = true;
  session.clear(source.consoleCharacters);
  /** @type {SourceTextModule} */
  let entry;
  /** @type {SourceTextModule | undefined} */
  let programs;
  try {
    if (source.programs !== undefined) {
      // Before the student's code: what the programs keep at their top level is as the language made it.
      programs = link(source.programs).get(source.programs[0]?.path ?? "");
      void programs?.evaluate();
      if (programs?.status === "errored") throw programs.error;
    }
  } catch (error) {
    session.failed("programs", error);
    return finish();
  }
  try {
    entry = /** @type {SourceTextModule} */ (link(source.modules).get(source.entry));
  } catch (error) {
    session.failed("link", error);
    return finish();
  }
  session.watch(entry.evaluate());
  settle(() => {
    if (session.loaded() === answered) session.open(entry.namespace, programs?.namespace);
    finish();
  });
}

/**
 * @param {Buffer} body - a byte that asks for a flush before each call, then the calls.
 * @param {boolean} flushEach
 */
function run(body, flushEach) {
  const size = body.length - 1;
  copy(session.allocate(size), body.subarray(1));
  session.begin();
  let flushed = now();
  const again = () => {
    for (;;) {
      if (
        session.queued() > 0 &&
        (flushEach || session.queued() > flushBytes || now() - flushed >= flushMilliseconds)
      ) {
        flush(false);
        flushed = now();
      }
      const state = session.step();
      if (state === ended) return finish();
      if (state === waiting) return settle(again);
    }
  };
  again();
}

/**
 * Waits until what is watched has settled, running the student's microtasks and timers. It always ends: with no
 * microtask and no timer left, nothing can settle a promise any more.
 * @param {() => void} then
 */
function settle(then) {
  setImmediate(() => (session.poll() === waiting ? settle(then) : then()));
}

function finish() {
  flush(true);
  setImmediate(next);
}

/** @param {boolean} done */
function flush(done) {
  const bytes = session.take(done);
  const out = Buffer.allocUnsafe(byteLength(bytes));
  copy(out, bytes);
  write(out);
}

/** @param {Library} library */
function openRealm(library) {
  context = createContext(constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: compilers, wasm: compilers },
    importModuleDynamically: refuseImport,
  });
  const modules = link(library.modules, "gradecheck:");
  tensor = modules.get(library.tensor);
  const main = /** @type {SourceTextModule} */ (modules.get(library.session));
  void main.evaluate();
  session = /** @type {RealmSession} */ (main.namespace);
  session.start(compilers);
}

/**
 * Compiles and links a set of modules; throws the realm's own SyntaxError.
 * @param {ModuleText[]} texts
 * @param {string} [prefix] - of the names that call sites give them
 * @returns {Map<string, SourceTextModule>}
 */
function link(texts, prefix = "") {
  /** @type {Map<string, SourceTextModule>} */
  const modules = new Map();
  for (const { path, text } of texts) {
    const module = new SourceTextModule(text, {
      context,
      identifier: prefix + path,
      importModuleDynamically: refuseImport,
    });
    modules.set(path, module);
  }
  for (const { path, links } of texts) {
    const module = /** @type {SourceTextModule} */ (modules.get(path));
    module.linkRequests(
      module.moduleRequests.map(({ specifier }) => modules.get(links[specifier] ?? "") ?? tensorFor(specifier)),
    );
  }
  // Instantiating one does the same for all that it imports.
  for (const module of modules.values()) if (module.status === "unlinked") module.instantiate();
  return modules;
}

/** @param {string | undefined} specifier */
function tensorFor(specifier) {
  // The parent has refused all others; a primitive carries nothing of this realm.
  if (specifier !== "#tensor" || tensor === undefined) throw "not allowed";
  return tensor;
}

/**
 * The error would be of this realm, and so a way out; a primitive is not.
 * @returns {never}
 */
function refuseImport() {
  throw "import() is not allowed";
}

/**
 * Loads what Node loads late, which writes to prototypes that are frozen next.
 * @returns {string[]} the names that the language defines, without Node's
 */
function warmUp() {
  const fresh = createContext(constants.DONT_CONTEXTIFY);
  const module = new SourceTextModule("export const ready = true;", { context: fresh });
  module.linkRequests([]);
  module.instantiate();
  void module.evaluate();
  return Object.getOwnPropertyNames(fresh);
}

/**
 * Freezes this realm's own built-ins. A student who makes V8 throw in a callback of Node's (deep recursion) may come by
 * one of its errors: behind them lies nothing to change, and with code generation off, nothing to run.
 * @param {string[]} names - of the language alone; looking at Node's own would load them, for 50 ms
 */
function freezeHost(names) {
  for (const name of names) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    if (typeof value === "function") freezeClass(value);
  }
  for (const value of [Math, JSON, Reflect]) Object.freeze(value);
  for (const sample of [function* () {}, async () => {}, async function* () {}]) freezeClass(sample.constructor);
  for (const iterator of [[][Symbol.iterator](), new Map().entries(), new Set().values(), ""[Symbol.iterator]()]) {
    Object.freeze(Object.getPrototypeOf(iterator));
  }
  freezeClass(Object.getPrototypeOf(Uint8Array));
}

/** @param {Function} value */
function freezeClass(value) {
  Object.freeze(value);
  // Node writes names onto errors of its own, which a frozen Error.prototype would refuse.
  if (value !== Error && value.prototype) Object.freeze(value.prototype);
}

/** @returns {Buffer} */
function readFrame() {
  return readExactly(readExactly(4).readUInt32LE());
}

/** @param {number} size */
function readExactly(size) {
  const bytes = Buffer.allocUnsafe(size);
  for (let read = 0; read < size;) {
    const got = readSync(0, bytes, read, size - read, null);
    if (got === 0) process.exit(0);
    read += got;
  }
  return bytes;
}

/** @param {Buffer} body */
function write(body) {
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32LE(body.length);
  copy(frame, body, 4);
  for (let written = 0; written < frame.length;) {
    try {
      written += writeSync(1, frame, written);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") process.exit(1);
    }
  }
}
