/** The exercises of a submission share a realm for as long as none of them changes it. */
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { bareRung } from "../sandbox/launch.ts";
import { isolatedExecutor } from "./isolated.ts";

let started = 0;
const executor = isolatedExecutor({
  limits: { cpuSeconds: 1, memoryMegabytes: 64, consoleCharacters: 30 },
  rung: {
    ...bareRung,
    wrap: (program) => {
      started++;
      return bareRung.wrap(program);
    },
  },
});
beforeEach(async () => {
  await executor.close();
  started = 0;
});
afterAll(() => executor.close());

/** Loads a module, calls its `f`, and says what came back and what was printed. */
async function exercise(text: string): Promise<{ value: unknown; console: string }> {
  const file = "02-a/relu.ts";
  const loaded = await executor.load({ id: "02-a/relu", entry: file, modules: new Map([[file, text]]) });
  if (loaded.status === "broken") throw new Error(loaded.problem.message);
  const [reply] = await loaded.session.call([{ target: "module", name: "f", args: [] }]);
  return {
    value: reply!.status === "returned" ? reply!.value : reply!.problem.message,
    console: loaded.session.console(),
  };
}

describe("exercises that change nothing of the realm", () => {
  const whole = `
    import { Random, Tensor } from "#tensor";
    import * as tensor from "#tensor";
    let calls = 0;
    console.log("loaded");
    export function* numbers() { yield* [1, 2]; }
    export async function f() {
      const sorted = [...numbers()].map((x) => x * 2).toSorted().values().map(String).toArray();
      const t = new Tensor(new Float64Array([1, 2, 3, 4]), [2, 2]).matmul(new Tensor(new Float64Array([1, 0, 0, 1]), [2, 2])).sum();
      const words = [(0.5).toLocaleString(), new Intl.NumberFormat("de").format(1.5), "ab".replace(/(a)/g, "$1$1"), JSON.stringify({ a: new Map([[1, 2]]).size })];
      await new Promise((done) => setTimeout(done, 10));
      try { null.x; } catch (error) { String(error.stack); }
      setTimeout(() => calls++, 1e6);
      return [++calls, sorted, t.data[0] ?? t, words, new Random(1).uniform([1]).data[0], Object.keys(tensor).length > 3];
    }`;

  test("run in one process, each as if it were the first", async () => {
    const first = await exercise(whole);
    expect(first.value).toMatchObject([1, ["2", "4"], 10, ["0.5", "1,5", "aab", '{"a":1}'], expect.any(Number), true]);
    for (let i = 0; i < 5; i++) expect(await exercise(whole)).toEqual(first);
    expect(started).toBe(1);
  });

  test("each have all their room on the console", async () => {
    const talks =
      'console.log("a line of 20 letters"); export const f = () => { console.log("and another one of them"); };';
    const { console } = await exercise(talks);
    expect(console).toMatch(/output is cut here/);
    expect(await exercise(talks)).toEqual({ value: undefined, console });
    expect(started).toBe(1);
  });

  test("start anew after one that had to be stopped", async () => {
    expect((await exercise("export const f = () => { for (;;); };")).value).toMatch(/used more than 1 s/);
    expect((await exercise("export const f = () => 1;")).value).toBe(1);
  });
});

describe("what an exercise leaves behind is not there for the next", () => {
  const left: { readonly [what: string]: readonly [leave: string, look: string, expected: unknown] } = {
    "a global": ["globalThis.left = 1;", "typeof left", "undefined"],
    "a global under a symbol": ['globalThis[Symbol.for("a")] = 1;', 'typeof globalThis[Symbol.for("a")]', "undefined"],
    "a method in the place of another": ["Array.prototype.map = () => [9];", "[1].map((x) => x + 1)", [2]],
    "a static method": ["Math.max = () => 0;", "Math.max(1, 2)", 2],
    "a constant's getter": [
      "Object.defineProperty(Array, Symbol.species, { get: () => undefined });",
      "Array[Symbol.species] === Array",
      true,
    ],
    "a setter on all objects": [
      'Object.defineProperty(Object.prototype, "data", { set() {}, get: () => 7 });',
      "({}).data",
      undefined,
    ],
    "a class in the place of another": ["globalThis.Map = class {};", "new Map([[1, 2]]).size", 1],
    "a missing method": ["delete Set.prototype.has;", "typeof Set.prototype.has", "function"],
    "a frozen prototype": ["Object.freeze(Array.prototype);", "Object.isFrozen(Array.prototype)", false],
    "an object that can't grow": ["Object.preventExtensions(globalThis);", "Object.isExtensible(globalThis)", true],
    "a prototype's prototype": ["Object.setPrototypeOf(Set.prototype, { a: 1 });", "new Set().a", undefined],
    "the length of stacks": ["Error.stackTraceLimit = 0;", "Error.stackTraceLimit", 10],
    "iterators of arrays": ["[].values().__proto__.next = () => ({ done: true });", "[...[1, 2]]", [1, 2]],
    "iterators of matches": [
      '"".matchAll(/a/g).__proto__.next = () => ({ done: true });',
      '[..."aa".matchAll(/a/g)].length',
      2,
    ],
    "all iterators": ["Iterator.prototype.map = () => 3;", "[1].values().map((x) => x).toArray()", [1]],
    generators: [
      "(function* () {}).constructor.prototype.prototype.next = () => ({ done: true });",
      "[...(function* () { yield 1; })()]",
      [1],
    ],
    "asynchronous functions": ["(async () => {}).constructor.prototype.a = 1;", "(async () => {}).a", undefined],
    "parts of Intl": [
      'new Intl.Segmenter().segment("").__proto__.a = 1;',
      'new Intl.Segmenter().segment("").a',
      undefined,
    ],
    "a method of the tensor library": [
      'import { Tensor } from "#tensor"; Tensor.prototype.sum = () => 7;',
      "new Tensor([1, 2], [2]).sum() === 7",
      false,
    ],
    "a static of the tensor library": [
      'import { Tensor } from "#tensor"; Tensor.left = 1;',
      "typeof Tensor.left",
      "undefined",
    ],
    "the number of timers": ["for (let i = 0; i < 3; i++) setTimeout(() => {}, 1);", "setTimeout(() => {}, 1)", 1],
    "the last match of a pattern": ['/(a)/.test("a");', "[RegExp.$1, RegExp.lastMatch]", ["", ""]],
    "another console": ["console.log = () => 1;", "console.log(5)", undefined],
    "what runs when a change is looked for": [
      "Object.prototype.get = 1; Reflect.ownKeys = () => []; Object.getOwnPropertyDescriptor = () => { throw 1; }; Object.is = () => true;",
      "[Object.is(1, 2), Reflect.ownKeys([]).length, ({}).get]",
      [false, 1, undefined],
    ],
  };

  /** No object holds it, so it is put back before each exercise. */
  const isForgotten = new Set(["the number of timers", "the last match of a pattern"]);

  test.each(Object.entries(left))("%s", async (what, [leave, look, expected]) => {
    await exercise(`${leave}\nexport const f = () => 0;`);
    const { value } = await exercise(`import { Tensor } from "#tensor"; Tensor; export const f = () => ${look};`);
    expect(value).toEqual(expected);
    expect(started).toBe(isForgotten.has(what) ? 1 : 2);
  });
});
