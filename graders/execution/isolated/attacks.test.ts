import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Tensor } from "#tensor";
import { Opaque, type Reply, type Value } from "../executor.ts";
import { isolatedExecutor } from "./isolated.ts";

// Attempts to get out of the realm, to forge an answer, or to harm the grader. The text goes to the executor as it is,
// past prepareExercise, which would refuse some of it: each layer has to hold on its own.

const executor = isolatedExecutor({ limits: { cpuSeconds: 0.3, memoryMegabytes: 64, consoleCharacters: 200 } });
beforeAll(() => executor.start());
afterAll(() => executor.close());

async function attack(text: string, ...args: Value[]): Promise<Reply> {
  const loaded = await executor.load({ id: "a", entry: "a.ts", modules: new Map([["a.ts", text]]) });
  if (loaded.status === "broken") throw new Error(loaded.problem.message);
  return (await loaded.session.call([{ target: "module", name: "f", args }]))[0]!;
}

async function valueOf(text: string, ...args: Value[]): Promise<Value> {
  const reply = await attack(text, ...args);
  if (reply.status !== "returned") throw new Error(reply.problem.message);
  return reply.value;
}

/** Inside an attack: what Node would offer, if a value led there. */
const probe = `
  const leads = (value) => {
    try {
      if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
      if (value instanceof Object || Object.getPrototypeOf(value) === null) return false;
      return typeof value.constructor.constructor("return process")() === "object" ? "escaped" : "foreign";
    } catch { return "foreign, but a dead end"; }
  };`;

describe("a way out of the realm", () => {
  test.each([
    ["the constructor of a function", 'globalThis.constructor.constructor("return process")()'],
    ["eval", '(0, eval)("process")'],
    ["the constructor of an async function", '(async () => {}).constructor("return process")()'],
    ["the constructor of a logger", 'console.log.constructor("return process")()'],
    ["the constructor of a timer", 'setTimeout.constructor("return process")()'],
    ["text as a timer", 'setTimeout("process", 0)'],
  ])("is not %s", async (_, body) => {
    expect(await attack(`export const f = () => ${body};`)).toMatchObject({
      status: "threw",
      name: expect.stringMatching(/^(EvalError|TypeError)$/),
    });
  });

  test("is not the error of import(), which is no object", async () => {
    const text =
      'export const f = async () => { try { await import("node:fs"); } catch (e) { return [typeof e, e]; } };';
    expect(await valueOf(text)).toEqual(["string", "import() is not allowed"]);
  });

  test("is not an import of anything but the tensor library", async () => {
    const loaded = await executor.load({
      id: "a",
      entry: "a.ts",
      modules: new Map([["a.ts", 'import fs from "node:fs"; export const f = () => fs;']]),
    });
    expect(loaded).toMatchObject({ status: "broken" });
  });

  test("is not a host function handed to a patched promise", async () => {
    expect(
      await valueOf("export const f = () => [Object.isFrozen(Promise), Object.isFrozen(Promise.prototype)];"),
    ).toEqual([true, true]);
    const text = `${probe}
      const seen = [];
      class Mine extends Promise { then(...all) { seen.push(this, ...all); return super.then(...all); } }
      export const f = () => { const p = Mine.resolve(1); p.constructor = { [Symbol.species]: function (run) { run((v) => seen.push(v), (v) => seen.push(v)); } }; return p; };
      export const g = () => seen.map(leads);`;
    const loaded = await executor.load({ id: "a", entry: "a.ts", modules: new Map([["a.ts", text]]) });
    if (loaded.status === "broken") throw new Error(loaded.problem.message);
    const replies = await loaded.session.call(["f", "g"].map((name) => ({ target: "module", name, args: [] })));
    const found = (replies[1] as unknown as { value: unknown[] }).value;
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((value) => value === false)).toBe(true);
  });

  test("is not the call sites of an error", async () => {
    const text = `${probe}
      export const f = () => {
        const found = [];
        Error.prepareStackTrace = (error, sites) => { for (const site of sites) found.push(leads(site.getThis()), leads(site.getFunction()), leads(site)); return ""; };
        void new Error("x").stack;
        return found;
      };`;
    const found = (await valueOf(text)) as unknown[];
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((value) => value === false)).toBe(true);
  });

  test("is not the caller or the arguments of a function", async () => {
    expect(await attack("export function f() { return arguments.callee.caller; }")).toMatchObject({
      status: "threw",
      name: "TypeError",
    });
    expect(await attack("export function f() { return f.caller; }")).toMatchObject({
      status: "threw",
      name: "TypeError",
    });
  });

  test("is not what Node throws at the end of the stack", async () => {
    const text = `${probe}
      import { Tensor } from "#tensor";
      const found = {};
      const note = (error) => { const what = String(leads(error)); found[what] = (found[what] ?? 0) + 1; };
      const tries = [
        () => import("x").catch(note), () => console.log({}), () => new Tensor([1], [1]).exp(), () => setTimeout(() => {}, 1),
        () => new Error("x").stack, () => Promise.resolve().then(() => {}), () => [3, 1, 2].toSorted(), () => new Date(),
      ];
      export async function f() {
        // Each of the last frames before the end, on the way back, tries everything once.
        let left;
        const dive = () => {
          try { dive(); } catch (error) { note(error); }
          if (left-- > 0) for (const attempt of tries) { try { attempt(); } catch (error) { note(error); } }
        };
        for (let i = 0; i < 5; i++) { left = 60; dive(); }
        await undefined;
        return found;
      }`;
    const found = (await valueOf(text)) as Record<string, number>;
    expect(found["false"]).toBeGreaterThan(0);
    expect(found["escaped"]).toBeUndefined();
    expect(found["foreign"]).toBeUndefined();
  });

  test("is not the codec, whatever it runs into", async () => {
    const text = `${probe}
      const seen = [];
      for (const key of ["data", "shape", "seed", "description", "value", "get", "set", "0", "1", "then", "kind", "status"]) {
        Object.defineProperty(Object.prototype, key, { __proto__: null, configurable: true, get() { seen.push(this); }, set(value) { seen.push(this, value); } });
      }
      for (const name of ["call", "apply", "bind"]) Function.prototype[name] = function (...all) { seen.push(this, ...all); };
      for (const name of ["push", "slice", "map", "join"]) Array.prototype[name] = function (...all) { seen.push(this, ...all); return []; };
      const { prototype } = Object.getPrototypeOf(Uint8Array);
      for (const name of ["set", "subarray", "slice"]) prototype[name] = function (...all) { seen.push(this, ...all); };
      for (const name of ["length", "buffer", "byteLength"]) Object.defineProperty(prototype, name, { __proto__: null, get() { seen.push(this); return 0; } });
      String.prototype.charCodeAt = String.prototype.slice = () => "no";
      Uint8Array.prototype.constructor = Float64Array.prototype.constructor = function (...all) { seen.push(this, ...all); };
      Object.keys = Object.getPrototypeOf = Array.isArray = ArrayBuffer.isView = () => { throw 1; };
      export function f(again) { let foreign = 0; for (const value of seen) if (leads(value)) foreign++; return [foreign, "text", { a: [1, [2], "x"] }, new Float64Array([1, 2]), 5n]; }`;
    expect(await valueOf(text)).toEqual([0, "text", { a: [1, [2], "x"] }, new Float64Array([1, 2]), 5n]);
  });

  test("is not among all the objects that can be reached from the realm", async () => {
    const text = `import * as tensor from "#tensor";
      const roots = [Object.prototype, Function.prototype, globalThis, console.log, setTimeout, [][Symbol.iterator](), new Map().entries(), new Set().values(), (function* () {})(), (async function* () {})(), tensor.Tensor, tensor.Random, tensor.NotStarted, tensor.tensor];
      export function f() {
        const seen = new Set(roots);
        const foreign = [];
        for (const object of seen) {
          if (!(object instanceof Object) && Object.getPrototypeOf(object) !== null) foreign.push(String(object.constructor?.name));
          for (const key of Reflect.ownKeys(object)) {
            const { value, get, set } = Reflect.getOwnPropertyDescriptor(object, key);
            for (const next of [value, get, set, Object.getPrototypeOf(object)]) if (next !== null && (typeof next === "object" || typeof next === "function")) seen.add(next);
          }
        }
        return [seen.size > 500, foreign];
      }`;
    expect(await valueOf(text)).toEqual([true, []]);
  });

  test("is not shared memory, compiled code, or a reference that watches the collector", async () => {
    const names = [
      "WebAssembly",
      "SharedArrayBuffer",
      "Atomics",
      "WeakRef",
      "FinalizationRegistry",
      "process",
      "Buffer",
      "global",
      "gc",
      "fetch",
      "setImmediate",
    ];
    expect(
      await valueOf(
        `export const f = () => [${names.map((name) => `typeof ${name}`).join(", ")}, typeof Intl.DateTimeFormat];`,
      ),
    ).toEqual([...names, "Intl.DateTimeFormat"].map(() => "undefined"));
  });
});

describe("a forged answer", () => {
  test("is only data: what speaks for itself in a comparison comes back as a description", async () => {
    expect(
      await valueOf(`export const f = () => ({
        $$typeof: Symbol.for("jest.asymmetricMatcher"), asymmetricMatch: () => true, toJSON: () => 1, valueOf: () => 1, then: () => 1,
        [Symbol.toPrimitive]: () => 1, [Symbol.for("nodejs.util.inspect.custom")]: (...all) => all,
      });`),
    ).toEqual({
      $$typeof: new Opaque("a symbol"),
      asymmetricMatch: new Opaque("a function"),
      toJSON: new Opaque("a function"),
      valueOf: new Opaque("a function"),
      // oxlint-disable-next-line unicorn/no-thenable -- a field that is named so is what is tested
      then: new Opaque("a function"),
    });
  });

  test("can't come from an export named then, which is not called", async () => {
    expect(await valueOf("export function then(resolve) { resolve({ f: () => 2 }); } export const f = () => 1;")).toBe(
      1,
    );
  });

  test("can't come from a frame of the student's own making, which is only text", async () => {
    const frame = "\\u0001\\u0000\\u0000\\u0000\\u0001";
    const loaded = await executor.load({
      id: "a",
      entry: "a.ts",
      modules: new Map([["a.ts", `export const f = () => { console.log("${frame}"); return "${frame}"; };`]]),
    });
    if (loaded.status === "broken") throw new Error(loaded.problem.message);
    expect(await loaded.session.call([{ target: "module", name: "f", args: [] }])).toEqual([
      { status: "returned", value: "\u0001\0\0\0\u0001" },
    ]);
    expect(loaded.session.console()).toBe("\u0001\0\0\0\u0001\n");
  });

  test("can't come from a class that says it is a Tensor", async () => {
    const text = (body: string): string => `import { Tensor } from "#tensor"; ${body}`;
    expect(
      await valueOf(
        text(
          "class Tensor2 { data = new Float64Array(1); shape = [1]; } Object.defineProperty(Tensor2, 'name', { value: 'Tensor' }); export const f = () => new Tensor2();",
        ),
      ),
    ).toEqual(new Opaque("an instance of Tensor"));
    const changing =
      "let n = 0; export const f = () => Object.create(Tensor.prototype, { data: { get: () => new Float64Array(++n) }, shape: { get: () => [n] } });";
    expect(await valueOf(text(changing))).toMatchObject({ shape: [1] });
    const proxy =
      "export const f = () => new Proxy(new Tensor([1], [1]), { get: (t, key) => key === 'shape' ? new Proxy([1], { get: (s, k) => k === 'length' ? 4e9 : 1 }) : t[key] });";
    expect(await attack(text(proxy))).toMatchObject({ problem: { kind: "not-data" } });
  });

  test("can't change what the grader holds by the name of a property", async () => {
    const value = (await valueOf(
      'export const f = () => JSON.parse(\'{"__proto__": {"polluted": 1}, "constructor": {"prototype": 1}}\');',
    )) as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("harm to the grader", () => {
  test("is not done by built-ins without which no argument can be made: the calls are the student's loss", async () => {
    const text = "Array.prototype.slice = () => { throw 1; }; export const f = () => 1; export const g = () => 2;";
    const loaded = await executor.load({ id: "a", entry: "a.ts", modules: new Map([["a.ts", text]]) });
    if (loaded.status === "broken") throw new Error(loaded.problem.message);
    const withTensor = { target: "module", name: "f", args: [new Tensor([1], [1])] } as const;
    const replies = await loaded.session.call([withTensor, { target: "module", name: "g", args: [] }]);
    expect(replies).toMatchObject([1, 2].map(() => ({ status: "lost", problem: { kind: "not-data" } })));
    expect(await valueOf("export const f = () => 1;")).toBe(1);
  });

  test("is not done by many large answers, which are held together for a check", async () => {
    const text = "export const f = () => new Float64Array(1e6);";
    const loaded = await executor.load({ id: "a", entry: "a.ts", modules: new Map([["a.ts", text]]) });
    if (loaded.status === "broken") throw new Error(loaded.problem.message);
    const calls = Array.from({ length: 25 }, () => ({ target: "module", name: "f", args: [] }) as const);
    const replies = await loaded.session.call(calls);
    expect(replies.at(-1)).toMatchObject({ status: "lost", problem: { kind: "too-much-output" } });
  });

  test.each([
    [
      "an error whose every property throws",
      "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 1; }, has() { throw 1; } })",
    ],
    ["an error that is a revoked proxy", "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy"],
    [
      "an error with an endless name",
      'throw Object.assign(new Error("m".repeat(1e6)), { name: "n".repeat(1e6), stack: "s".repeat(1e6) })',
    ],
    ["an error that is a function", "throw () => 1"],
    ["a result that is a revoked proxy", "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy"],
    ["a result with a detached buffer", "const a = new Float64Array(4); a.buffer.transfer(); return a"],
    [
      "a rejected promise that nobody handles",
      "Promise.reject(new Error('x')); setTimeout(() => { throw 1; }, 0); return 1",
    ],
    [
      "a promise that throws when it is looked at",
      "return Object.defineProperty(Promise.resolve(1), 'constructor', { get() { throw new Error('x'); } })",
    ],
  ])("is not done by %s", async (_, body) => {
    const reply = await attack(`export function f() { ${body}; }`);
    expect(JSON.stringify(reply).length).toBeLessThan(5000);
    expect(reply.status === "returned" || ["threw", "not-data"].includes(reply.problem.kind)).toBe(true);
    expect(await valueOf("export const f = () => 1;")).toBe(1);
  });

  test("is not done by an array that claims to be longer than memory", async () => {
    expect(
      await attack("export const f = () => new Proxy([], { get: (t, key) => (key === 'length' ? 2 ** 32 - 1 : 0) });"),
    ).toMatchObject({ problem: { kind: "too-much-output" } });
    expect(await attack("export const f = () => new Array(4e9);")).toMatchObject({
      problem: { kind: "too-much-output" },
    });
  });

  test("is not done by a hundred megabytes of console output", async () => {
    const before = process.memoryUsage().rss;
    expect(
      await valueOf(
        'export const f = () => { const line = "x".repeat(1e8); console.log(line); console.log([line, { line }]); return 1; };',
      ),
    ).toBe(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
  });
});
