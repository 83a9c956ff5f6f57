import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExerciseSource, Limits, Loaded, Problem, Reply, Session, Value } from "../executor.ts";
import { isolatedExecutor } from "./isolated.ts";

const limits: Limits = { cpuSeconds: 0.2, memoryMegabytes: 64, consoleCharacters: 200 };
const executor = isolatedExecutor({ limits });
beforeAll(() => executor.start());
afterAll(() => executor.close());

const file = "02-a/relu.ts";

function source(text: string, others: { readonly [path: string]: string } = {}): ExerciseSource {
  return { id: "02-a/relu", entry: file, modules: new Map([[file, text], ...Object.entries(others)]) };
}

async function open(text: string): Promise<Session> {
  const loaded = await executor.load(source(text));
  if (loaded.status === "broken") throw new Error(loaded.problem.message);
  return loaded.session;
}

async function loadProblem(text: string, others: { readonly [path: string]: string } = {}): Promise<Problem> {
  const loaded = await executor.load(source(text, others));
  if (loaded.status === "loaded") throw new Error("loaded");
  return loaded.problem;
}

async function call(session: Session, name: string, ...args: Value[]): Promise<Reply> {
  return (await session.call([{ target: "module", name, args }]))[0]!;
}

/** A module with one function; what its call gives. */
async function run(body: string): Promise<Reply> {
  return call(await open(`export function f() {\n${body}\n}`), "f");
}

async function problemOf(body: string): Promise<Problem> {
  const reply = await run(body);
  if (reply.status === "returned") throw new Error("returned");
  return reply.problem;
}

async function worksOn(): Promise<void> {
  expect(await run("return 1;")).toEqual({ status: "returned", value: 1 });
}

describe("a module that can't be loaded", () => {
  test("throws, and the line is named", async () => {
    expect(await loadProblem('\nthrow new TypeError("too early");')).toEqual({
      kind: "threw",
      file,
      line: 2,
      message: "Loading 02-a/relu.ts threw a TypeError at line 2 of 02-a/relu.ts: too early.",
    });
    expect(await loadProblem('import "./h.ts";', { "02-a/h.ts": "\n\nnull.x;" })).toMatchObject({
      file: "02-a/h.ts",
      line: 3,
    });
    await worksOn();
  });

  test("loops for ever", async () => {
    const message =
      "Loading 02-a/relu.ts used more than 0.2 s of computing time and was stopped. Look for a loop that never ends, or for work that needs fewer steps.";
    expect(await loadProblem("for (;;);")).toEqual({ kind: "timed-out", message });
    await worksOn();
  });

  test("waits for what never comes, which needs no time to see", async () => {
    const message =
      "02-a/relu.ts waits at its top level for a promise that never settles. Remove that await, or resolve the promise.";
    expect(await loadProblem("await new Promise(() => {});")).toEqual({ kind: "never-settles", message, file });
    await worksOn();
  });

  test("imports a type as if it were a value", async () => {
    expect(await loadProblem('import { Tensor } from "#tensor";\nimport { Shape } from "#tensor";')).toEqual({
      kind: "import",
      file,
      line: 2,
      message:
        '02-a/relu.ts, line 2, imports Shape from "#tensor", which has nothing of that name when the program runs. If it is a type, write import { type Shape }; if not, correct the name.',
    });
  });

  test("holds a decorator or a name declared twice", async () => {
    expect(await loadProblem("\n@sealed\nexport class A {}")).toEqual({
      kind: "unsupported-typescript",
      file,
      line: 2,
      message:
        "02-a/relu.ts, line 2: a decorator can't be used, because only types are removed from the file before it runs. Call the function yourself instead.",
    });
    expect(await loadProblem("const a = 1;\nconst b = 2;\nconst a = 3;")).toEqual({
      kind: "syntax",
      file,
      line: 3,
      message:
        "02-a/relu.ts, line 3, is not valid: Identifier 'a' has already been declared. Correct the syntax there or just above.",
    });
    expect(await loadProblem("export const a = ;")).toEqual({
      kind: "syntax",
      file,
      message: "02-a/relu.ts is not valid: Unexpected token ';'. Correct the syntax there or just above.",
    });
  });

  test("blames the grader for the grader's programs", async () => {
    const loaded = await executor.load({
      ...source("export const a = 1;"),
      programs: [{ path: "programs", text: "throw new Error('ours');", links: {} }],
    });
    expect(loaded).toEqual({
      status: "broken",
      problem: { kind: "grader", message: "The programs of the spec could not be loaded: Error: ours" },
    });
  });
});

describe("a call that goes too far", () => {
  test.each([
    ["the heap", "const all = []; for (;;) all.push(new Array(1000).fill({}));"],
    ["memory outside the heap", "const all = []; for (;;) all.push(new Float64Array(1e6).fill(1));"],
  ])("fills %s", async (_, body) => {
    // With time enough: collecting garbage on several threads costs several seconds of computing in one of the clock.
    const patient = isolatedExecutor({ limits: { ...limits, cpuSeconds: 10 } });
    const loaded = await patient.load(source(`export function f() { ${body} }`));
    const message =
      "f used more than 64 MB of memory and was stopped. Look for an array that grows without end, or a copy made in each step of a loop.";
    expect(loaded.status === "loaded" && (await call(loaded.session, "f"))).toEqual({
      status: "lost",
      problem: { kind: "out-of-memory", message },
    });
    await patient.close();
  });

  test.each([
    [
      "a loop of microtasks",
      "return new Promise(() => { const again = () => Promise.resolve().then(again); again(); });",
    ],
    ["a loop of timers", "return new Promise(() => { const again = () => setTimeout(again, 1); again(); });"],
    ["a regular expression that explodes", 'return /^(a+)+$/.test("a".repeat(40) + "b");'],
    ["a getter that is read with the result", "return { get loss() { for (;;); } };"],
    ["an error that is read when it is thrown", "throw { get message() { for (;;); } };"],
    ["recursion that swallows its own error", "const g = () => { try { g(); } finally { g(); } }; g();"],
  ])("never ends: %s", async (_, body) => {
    expect((await problemOf(body)).kind).toBe("timed-out");
    await worksOn();
  });

  test("asks for a number or text larger than there can be", async () => {
    expect((await problemOf('let s = "x"; for (;;) s += s;')).message).toBe(
      "f threw a RangeError at line 2 of 02-a/relu.ts: Invalid string length.",
    );
    expect((await problemOf("return 2n ** (10n ** 10n);")).message).toBe(
      "f threw a RangeError at line 2 of 02-a/relu.ts: Maximum BigInt size exceeded.",
    );
  });

  test("prints without end: the first characters are kept", async () => {
    const session = await open(
      'export function f() { for (let i = 0; i < 1e5; i++) console.log("x".repeat(1000), i); return 1; }\nconsole.log("loaded");',
    );
    expect(await call(session, "f")).toEqual({ status: "returned", value: 1 });
    expect(session.console()).toBe(`loaded\n${"x".repeat(193)}\n… (console output is cut here)`);
  });
});

describe("a batch in which the child dies", () => {
  const text = "export function f(n) { if (n === 30) for (;;); return n; } export function g() { return 1; }";

  test("answers every call before the one at fault, also those that went in one message", async () => {
    const session = await open(text);
    const replies = await session.call(
      Array.from({ length: 40 }, (_, n) => ({ target: "module", name: "f", args: [n] })),
    );
    expect(replies.map((reply) => (reply.status === "returned" ? reply.value : reply.problem.kind))).toEqual([
      ...Array.from({ length: 30 }, (_, n) => n),
      ...Array.from({ length: 10 }, () => "timed-out"),
    ]);
    expect(replies[30]).toMatchObject({ problem: { message: /^f used more than 0.2 s/ } });
    expect(await call(session, "g")).toEqual({
      status: "lost",
      problem: (replies[30] as { problem: Problem }).problem,
    });
    expect(await call(await open(text), "g")).toEqual({ status: "returned", value: 1 });
  });

  test("says that it was all of them together, when it was", async () => {
    const session = await open("export function f() { for (let i = 0; i < 2e7; i++); return 1; }");
    const replies = await session.call(Array.from({ length: 400 }, () => ({ target: "module", name: "f", args: [] })));
    expect(replies[0]).toEqual({ status: "returned", value: 1 });
    expect(replies.at(-1)).toMatchObject({
      problem: {
        message:
          /^\d+ calls of f used more than 0.2 s of computing time together and were stopped. Look for work that needs fewer steps.$/,
      },
    });
  });
});

describe("what a module can see", () => {
  test("the clock stands still, and random numbers are the same in every call and realm", async () => {
    const text = `
      export const f = () => [Date.now(), new Date().toISOString(), Date(), performance.now(), Math.random(), Math.random()];
      export const later = async () => { const before = performance.now(); await new Promise((done) => setTimeout(done, 5000)); return performance.now() - before; };`;
    const first = await open(text);
    const seen = await call(first, "f");
    expect(seen).toMatchObject({
      value: [
        1735689600000,
        "2025-01-01T00:00:00.000Z",
        "Wed Jan 01 2025 00:00:00 GMT+0000 (Coordinated Universal Time)",
        0,
        expect.any(Number),
        expect.any(Number),
      ],
    });
    expect(await call(first, "f")).toEqual(seen);
    expect(await call(first, "later")).toEqual({ status: "returned", value: 5000 });
    expect(await call(await open(text), "f")).toEqual(seen);
  });

  test("timers run in the order of their time, and none outlives its call", async () => {
    const session = await open(`
      const seen = [];
      export async function f() {
        setTimeout(() => seen.push("late"), 20);
        const never = setTimeout(() => seen.push("cleared"), 5);
        clearTimeout(never);
        queueMicrotask(() => seen.push("micro"));
        await new Promise((done) => setTimeout(() => { seen.push("early"); done(); }, 10));
        return [...seen];
      }
      export async function g() { await new Promise((done) => setTimeout(done, 100)); return seen; }`);
    expect(await call(session, "f")).toEqual({ status: "returned", value: ["micro", "early"] });
    expect(await call(session, "g")).toEqual({ status: "returned", value: ["micro", "early"] });
  });

  test("nothing that an exercise left behind", async () => {
    await open(
      'globalThis.left = 1; Array.prototype.map = () => [9]; Object.defineProperty(Object.prototype, "data", { set() {}, get: () => 7 });',
    );
    const reply = await run(
      "return [typeof left, [1].map((x) => x + 1), {}.data, typeof process, typeof require, typeof fetch, typeof WebAssembly];",
    );
    expect(reply).toEqual({
      status: "returned",
      value: ["undefined", [2], undefined, "undefined", "undefined", "undefined", "undefined"],
    });
  });

  test("nothing that ends the process", async () => {
    expect(await problemOf("process.exit(0);")).toEqual({
      kind: "threw",
      file,
      line: 2,
      message:
        "f threw a ReferenceError at line 2 of 02-a/relu.ts: process is not defined. An exercise can use the language and #tensor, nothing of Node or a browser.",
    });
  });

  test("a console that writes values as a reader expects them", async () => {
    const session = await open(`import { Tensor } from "#tensor";
      console.log("loss", 0.5, -0, NaN, null, undefined, true, 3n);
      console.warn([1, "a", [2]], { x: { y: [] } }, new Float64Array(2), new Tensor([1, 2], [2, 1]));
      console.error(new RangeError("far"), new Map(), () => 1, class {}, Symbol("s"));
      const cycle = {}; cycle.self = cycle;
      console.info(new Proxy({}, { ownKeys() { throw 1; } }));`);
    expect(session.console()).toBe(
      'loss 0.5 -0 NaN null undefined true 3n\n[1, "a", [2]] { x: { y: [] } } [0, 0] Tensor[2, 1] [[1], [2]]\n[RangeError: far] [an instance of Map] [a function] [a class] [a symbol]\n[an object that can\'t be r\n… (console output is cut here)',
    );
  });
});

describe("an executor", () => {
  test("ends a session when it loads another, and takes loads and calls in turn", async () => {
    const texts = ["export const f = () => 1;", "export const f = () => 2;"];
    const [first, second] = await Promise.all(texts.map(open));
    const problem = { kind: "grader", message: "Another exercise was loaded before this call; its session is over." };
    const [one, two, three] = await Promise.all([call(first!, "f"), call(second!, "f"), call(second!, "f")]);
    expect([one, two, three]).toEqual([
      { status: "lost", problem },
      { status: "returned", value: 2 },
      { status: "returned", value: 2 },
    ]);
  });

  test("does not let an exercise pay for the memory of those before it", async () => {
    const hungry = isolatedExecutor({ limits: { ...limits, cpuSeconds: 10 } });
    const text =
      "const all = []; for (let i = 0; i < 25; i++) all.push(new Array(131072).fill(i + 0.5)); export const f = () => all.length;";
    for (let i = 0; i < 4; i++) {
      const loaded = await hungry.load(source(text));
      expect(loaded.status === "loaded" && (await call(loaded.session, "f"))).toEqual({
        status: "returned",
        value: 25,
      });
    }
    await hungry.close();
  });

  test("takes more exercises than one child is given", async () => {
    for (let i = 0; i < 20; i++) expect(await run(`return ${i};`)).toEqual({ status: "returned", value: i });
  });

  test("keeps to an exercise's own limit of time", async () => {
    const loaded: Loaded = await executor.load(source("for (;;);"), { cpuSeconds: 0.1 });
    expect(loaded).toMatchObject({ problem: { message: /^Loading 02-a\/relu.ts used more than 0.1 s/ } });
  });

  test("starts again after it was closed", async () => {
    await executor.close();
    await worksOn();
  });
});
