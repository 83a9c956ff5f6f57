import { Random, Tensor } from "#tensor";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderFiles } from "#graders/intake/folder.ts";
import { Opaque, type Reply, type Session, type Value } from "./executor.ts";
import { inProcessSession } from "./in-process.ts";
import { isolatedExecutor } from "./isolated/isolated.ts";
import { prepareExercise } from "./source.ts";

// One suite for whoever runs the code: the two must not differ in a single reply.

const root = fileURLToPath(new URL("./fixtures/", import.meta.url));
const lines = readFileSync(`${root}conformance.ts`, "utf8").split("\n");
const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
const programs = `
  import { Tensor } from "#tensor";
  export function twice(student, x) { return student.relu(student.relu(x)); }
  export function build(student) { return new student.Counter().count; }
  export function make() { return new Tensor([1, 2], [2]); }
`;
const limits = { cpuSeconds: 1, memoryMegabytes: 192, consoleCharacters: 4000 };

const executor = isolatedExecutor({ limits });
afterAll(() => executor.close());

async function isolated(): Promise<Session> {
  const prepared = await prepareExercise({
    submission: folderFiles(root),
    id: "conformance",
    programs: [{ path: "programs", text: programs, links: {} }],
  });
  if (prepared.status === "broken") throw new Error(prepared.problem.message);
  const loaded = await executor.load(prepared.source);
  if (loaded.status === "broken") throw new Error(loaded.problem.message);
  return loaded.session;
}

async function inProcess(): Promise<Session> {
  const module = (await import("./fixtures/conformance.ts")) as object;
  const file = "conformance.ts";
  const own = {
    twice: (student: { relu(x: Tensor): Tensor }, x: Tensor) => student.relu(student.relu(x)),
    build: (student: { Counter: new () => { count: number } }) => new student.Counter().count,
    make: () => new Tensor([1, 2], [2]),
  };
  return inProcessSession(module, own, { timeoutMs: 1000, file });
}

describe.each([
  ["isolated", isolated],
  ["in process", inProcess],
])("a session that is %s", (_, open) => {
  let session: Session;
  beforeAll(async () => {
    session = await open();
  });

  const call = async (name: string, ...args: Value[]): Promise<Reply> =>
    (await session.call([{ target: "module", name, args }]))[0]!;
  const valueOf = async (name: string, ...args: Value[]): Promise<Value> => {
    const reply = await call(name, ...args);
    if (reply.status !== "returned") throw new Error(reply.problem.message);
    return reply.value;
  };
  const problemOf = async (name: string, ...args: Value[]): Promise<string> => {
    const reply = await call(name, ...args);
    return reply.status === "returned"
      ? "returned"
      : `${reply.status}, ${reply.problem.kind}: ${reply.problem.message}`;
  };

  test("names what the module exports", () => {
    expect(Object.fromEntries(session.exports)).toMatchObject({
      notAFunction: "value",
      Counter: "class",
      relu: "function",
      later: "function",
    });
    expect([...session.programs].toSorted()).toEqual(["build", "make", "twice"]);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["truth", true],
    ["a number", 0.1],
    ["not a number", NaN],
    ["infinity", Infinity],
    ["minus infinity", -Infinity],
    ["minus zero", -0],
    ["the smallest number", 5e-324],
    ["text", "über 🙂 \ud800"],
    ["a large integer", -(2n ** 100n)],
    ["a list of numbers", [1, NaN, -0, -Infinity]],
    ["an empty list", []],
    [
      "nested lists",
      [
        [1, 2],
        [3, [undefined, null, "x"]],
      ],
    ],
    ["bytes", new Uint8Array([1, 2, 255])],
    ["integers", new BigInt64Array([-1n])],
    ["halves", new Float16Array([0.5, NaN])],
  ] satisfies [string, Value][])("gives back %s unchanged", async (_, value) => {
    expect(await valueOf("identity", value)).toStrictEqual(value);
    expect(await valueOf("later", value)).toStrictEqual(value);
  });

  test("gives back plain objects without a prototype", async () => {
    const value = await valueOf("identity", { a: 1, b: { c: [2] } });
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(value).toEqual({ a: 1, b: { c: [2] } });
    const odd = (await valueOf("gives", "prototype key")) as object;
    expect(Object.entries(odd)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });

  test("gives back tensors as tensors of ours, of any shape", async () => {
    for (const shape of [[], [3], [2, 3], [0, 2], [1, 1, 1]]) {
      const x = new Tensor(
        Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => i - 1.5),
        shape,
      );
      const back = await valueOf("identity", x);
      expect(back).toBeInstanceOf(Tensor);
      expect(back).toStrictEqual(x);
    }
    expect(await valueOf("relu", new Tensor([-1, 2], [2]))).toStrictEqual(new Tensor([0, 2], [2]));
    expect(await valueOf("isTensor", new Tensor([-1, 2], [2]))).toBe(true);
    const large = new Tensor(new Float64Array(1_000_000).fill(0.1), [1000, 1000]);
    expect(((await valueOf("identity", large)) as Tensor).data).toEqual(large.data);
  });

  test("hands over a generator of random numbers by its seed", async () => {
    const own = new Random(7);
    const expected = [own.number(), own.number(), own.integer(0, 100)];
    expect(await valueOf("draw", new Random(7))).toEqual(expected);
    expect(await valueOf("identity", new Random(7))).toBeInstanceOf(Random);
  });

  test("leaves the caller's arguments alone and shows on request what became of them", async () => {
    const args = [new Tensor([1, 2], [2]), { rate: 0.1 }, [1, 2, 3]] as const;
    const [reply] = await session.call([{ target: "module", name: "spoil", args, echo: true }]);
    expect(args).toEqual([new Tensor([1, 2], [2]), { rate: 0.1 }, [1, 2, 3]]);
    expect(reply).toEqual({
      status: "returned",
      value: 0,
      argsAfter: [new Tensor([99, 2], [2]), { rate: -1 }, [1, 2, 3, 4]],
    });
  });

  test("keeps the order of a mixed batch and the module's own state", async () => {
    const replies = await session.call([
      { target: "module", name: "countCalls", args: [] },
      { target: "module", name: "throwsString", args: [] },
      { target: "module", name: "later", args: ["b"] },
      { target: "module", name: "missing", args: [] },
      { target: "module", name: "countCalls", args: [] },
    ]);
    expect(replies.map((reply) => (reply.status === "returned" ? reply.value : reply.problem.kind))).toEqual([
      1,
      "threw",
      "b",
      "missing-export",
      2,
    ]);
    expect(await session.call([])).toEqual([]);
  });

  test("runs a program with the student's module in front", async () => {
    const replies = await session.call([
      { target: "program", name: "twice", args: [new Tensor([-1, 1], [2])] },
      { target: "program", name: "build", args: [] },
      { target: "program", name: "make", args: [] },
      { target: "program", name: "absent", args: [] },
    ]);
    expect(replies).toEqual([
      { status: "returned", value: new Tensor([0, 1], [2]) },
      { status: "returned", value: 0 },
      { status: "returned", value: new Tensor([1, 2], [2]) },
      { status: "lost", problem: { kind: "grader", message: "The spec has no program named absent." } },
    ]);
  });

  test.each([
    ["function", "a function"],
    ["class", "a class"],
    ["symbol", "a symbol"],
    ["map", "an instance of Map"],
    ["instance", "an instance of Counter"],
    ["date", "an instance of Date"],
    ["view", "a DataView"],
  ])("describes a returned %s", async (name, description) => {
    expect(await valueOf("gives", name)).toStrictEqual(new Opaque(description));
  });

  test("reads a value once, as it is when it is returned", async () => {
    expect(await valueOf("gives", "proxy")).toEqual({ a: 1, b: [2] });
    expect(await valueOf("gives", "getter")).toEqual({ loss: 4 });
    // oxlint-disable-next-line unicorn/no-thenable -- a field that is named so is what is tested
    expect(await valueOf("gives", "thenable")).toEqual({ then: new Opaque("a function") });
    expect(await valueOf("gives", "toJSON")).toEqual({ toJSON: new Opaque("a function"), data: [1] });
    expect(await valueOf("gives", "promise in a list")).toEqual([new Opaque("an instance of Promise")]);
    expect(await valueOf("gives", "holes")).toStrictEqual([1, undefined, 3]);
  });

  const advice = "Return a number, a tensor, or lists and plain objects of them.";
  test.each([
    ["cycle", `gives returned an object that contains itself at .gradWeight[2]. ${advice}`],
    ["list in itself", `gives returned a list that contains itself at [0]. ${advice}`],
    ["deep", `gives returned lists and objects nested more than 64 levels deep. ${advice}`],
    [
      "wrong length",
      `gives returned a Tensor of shape [2, 3], which holds 6 values, but with 5 in its data. ${advice}`,
    ],
    ["no data", `gives returned a Tensor whose data is not a Float64Array at .gradInput. ${advice}`],
    ["odd shape", `gives returned a Tensor whose shape is not a list of whole numbers from 0. ${advice}`],
  ])("refuses a %s", async (name, message) => {
    expect(await call("gives", name)).toEqual({ status: "lost", problem: { kind: "not-data", message } });
  });

  test.each(["large list", "large text", "large tensor", "many lists"])("refuses a %s", async (name) => {
    expect(await problemOf("gives", name)).toBe(
      "lost, too-much-output: gives returned a value too large to read: more than 16 MB, or 3 million entries in nested lists. Return only what the exercise asks for.",
    );
    expect(await valueOf("identity", 1)).toBe(1);
  });

  test("says what was thrown, and where in the file", async () => {
    expect(await call("throwsError")).toEqual({
      status: "threw",
      name: "RangeError",
      message: "labels[3] is 7, expected an integer in [0, 5). Labels are class ids.",
      notStarted: false,
      problem: {
        kind: "threw",
        message: `throwsError threw a RangeError at line ${lineOf("labels[3]")} of conformance.ts: labels[3] is 7, expected an integer in [0, 5). Labels are class ids.`,
        file: "conformance.ts",
        line: lineOf("labels[3]"),
      },
    });
    expect(await problemOf("throwsString")).toBe(
      'threw, threw: throwsString threw the string "boom". Throw an Error with a message instead: throw new Error("...").',
    );
    expect(await problemOf("throwsNull")).toBe(
      'threw, threw: throwsNull threw null. Throw an Error with a message instead: throw new Error("...").',
    );
    expect(await problemOf("throwsObject")).toBe(
      'threw, threw: throwsObject threw an object that is not an Error. Throw an Error with a message instead: throw new Error("...").',
    );
    expect(await problemOf("throwsLater")).toBe(
      `threw, threw: throwsLater threw a TypeError at line ${lineOf("too late")} of conformance.ts: too late.`,
    );
    expect(await problemOf("gives", "hostile proxy")).toBe(
      `threw, threw: gives threw an Error at line ${lineOf("no keys for you")} of conformance.ts: no keys for you.`,
    );
    expect(await call("isNotStarted")).toMatchObject({
      status: "threw",
      name: "NotStarted",
      notStarted: true,
      message: "This function is not written yet.",
    });
    expect(await problemOf("recurses", 0)).toBe(
      `threw, threw: recurses threw a RangeError at line ${lineOf("1 + recurses")} of conformance.ts: Maximum call stack size exceeded. A function calls itself without end: check the case in which it should stop.`,
    );
  });

  test("says what is wrong with the name of a call", async () => {
    expect(await problemOf("notAFunction")).toBe(
      'lost, missing-export: conformance.ts exports notAFunction as a value, expected a function. Write "export function notAFunction".',
    );
    expect(await problemOf("Counter")).toBe(
      'lost, missing-export: conformance.ts exports Counter as a class, expected a function. Write "export function Counter".',
    );
    expect(await problemOf("toString")).toMatch(
      /^lost, missing-export: conformance.ts has no export named toString; it exports /,
    );
  });

  test("says that a promise never settles", async () => {
    expect(await problemOf("never")).toBe(
      "lost, never-settles: never returned a promise that never settles. Resolve it, or return the value itself.",
    );
    expect(await valueOf("identity", 1)).toBe(1);
  });

  test("stops an endless loop and names the call that it is in", async () => {
    const replies = await session.call([
      { target: "module", name: "identity", args: [1] },
      { target: "module", name: "loops", args: [] },
      { target: "module", name: "identity", args: [2] },
    ]);
    const problem = {
      kind: "timed-out",
      message:
        "loops used more than 1 s of computing time and was stopped. Look for a loop that never ends, or for work that needs fewer steps.",
    };
    expect(replies).toEqual([
      { status: "returned", value: 1 },
      { status: "lost", problem },
      { status: "lost", problem },
    ]);
  });
});
