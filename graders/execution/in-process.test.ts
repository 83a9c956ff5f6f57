import { Random, Tensor } from "#tensor";
import { describe, expect, test } from "vitest";
import { Opaque } from "./executor.ts";
import { inProcessSession, loadInProcess } from "./in-process.ts";

// What both executors have in common is tested in conformance.test.ts.

/** As a bundler would make it: another class of the same name. */
const Twin = {
  Tensor: class Tensor {
    readonly data: Float64Array;
    readonly shape: readonly number[];
    constructor(data: Float64Array, shape: readonly number[]) {
      this.data = data;
      this.shape = shape;
    }
  },
  NotStarted: class NotStarted extends Error {
    override readonly name = "NotStarted";
  },
};

describe("a session in this process", () => {
  test("knows a Tensor of a second copy of the library, and hands one over if asked to", async () => {
    const module = { f: (x: unknown) => (x instanceof Twin.Tensor ? new Twin.Tensor(x.data, x.shape) : "ours") };
    const tensorClass = Twin.Tensor as unknown as typeof Tensor;
    const call = { target: "module", name: "f", args: [new Tensor([1, 2], [2])] } as const;
    expect(await inProcessSession(module, {}, { tensorClass }).call([call])).toEqual([
      { status: "returned", value: new Tensor([1, 2], [2]) },
    ]);
    expect(await inProcessSession(module).call([call])).toEqual([{ status: "returned", value: "ours" }]);
  });

  test("knows the error of a stub of a second copy of the library", async () => {
    const module = {
      f: () => {
        throw new Twin.NotStarted("later");
      },
    };
    expect(await inProcessSession(module).call([{ target: "module", name: "f", args: [] }])).toMatchObject([
      { status: "threw", notStarted: true },
    ]);
  });

  test("keeps what was returned as it was, though the code changes it later", async () => {
    const kept = new Tensor([0], [1]);
    const module = {
      f: () => {
        kept.data[0]!++;
        return [kept, { kept }];
      },
    };
    const replies = await inProcessSession(module).call([1, 2].map(() => ({ target: "module", name: "f", args: [] })));
    expect(replies).toEqual(
      [1, 2].map((n) => ({ status: "returned", value: [new Tensor([n], [1]), { kept: new Tensor([n], [1]) }] })),
    );
  });

  test("gives each call a generator that starts at its seed", async () => {
    const random = new Random(3);
    random.number();
    const module = { f: (own: Random) => own.number() };
    expect(await inProcessSession(module).call([{ target: "module", name: "f", args: [random] }])).toEqual([
      { status: "returned", value: new Random(3).number() },
    ]);
  });

  test("goes on after an endless loop", async () => {
    const module = {
      loop: () => {
        for (let i = 0; ; i++) if (i < 0) return;
      },
      f: () => 1,
      g: () => () => 1,
    };
    const session = inProcessSession(module, {}, { timeoutMs: 50 });
    expect(await session.call([{ target: "module", name: "loop", args: [] }])).toMatchObject([
      { problem: { kind: "timed-out" } },
    ]);
    expect(await session.call(["f", "g"].map((name) => ({ target: "module", name, args: [] })))).toEqual([
      { status: "returned", value: 1 },
      { status: "returned", value: new Opaque("a function") },
    ]);
  });
});

describe("loading in this process", () => {
  test("gives a session, or says why there is none", async () => {
    expect(await loadInProcess(async () => ({ f: () => 1 }))).toMatchObject({ status: "loaded" });
    const failed = async (error: Error): Promise<unknown> =>
      loadInProcess(() => Promise.reject(error), {}, { file: "exercises/a.ts" });
    expect(await failed(new TypeError("too early"))).toEqual({
      status: "broken",
      problem: {
        kind: "threw",
        file: "exercises/a.ts",
        message: "Loading exercises/a.ts threw a TypeError: too early.",
      },
    });
    expect(await failed(new SyntaxError("Unexpected token ';'"))).toEqual({
      status: "broken",
      problem: {
        kind: "syntax",
        file: "exercises/a.ts",
        message: "exercises/a.ts is not valid: Unexpected token ';'. Correct the syntax or the names it imports.",
      },
    });
  });
});
