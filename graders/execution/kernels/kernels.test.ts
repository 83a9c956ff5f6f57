/** Kernels of students' in an isolated child: what comes back, what is refused, and that nothing crosses over. */
import { afterAll, describe, expect, test } from "vitest";
import { tensor, Tensor } from "#tensor";
import { ownModules } from "../isolated/own-modules.ts";
import { isolatedExecutor } from "../isolated/isolated.ts";
import { defaultLimits, type Reply, type Value } from "../executor.ts";
import { isolatedPlans, plansInProcess } from "./runners.ts";
import { kernelSession, plainSession } from "./session.ts";
import { readPlan } from "./plan.ts";

const limits = { ...defaultLimits, cpuSeconds: 3 };
const students = isolatedExecutor({ limits });
const plans = isolatedPlans({ limits });
afterAll(() => Promise.all([students.close(), plans.close()]));

const programs = ownModules(["graders/execution/kernels/programs.ts"]);

/** Calls a host function of a student's file on a place: 0 is webasm, 1 is cpu. */
async function call(text: string, args: readonly Value[], place = 0): Promise<Reply> {
  const source = { id: "t", entry: "t.ts", modules: new Map([["t.ts", text]]), programs: await programs };
  const loaded = await students.load(source);
  if (loaded.status === "broken") throw new Error(loaded.problem.message);
  const session = kernelSession(loaded.session, plans.places[place]!);
  return (await session.call([{ target: "module", name: "f", args, echo: true }]))[0]!;
}

const host = (kernel: string, shape = "x.shape", constants = "{}"): string =>
  `${kernel}\nexport function f(device, x) { return device.launch(kernel, ${shape}, ${constants}, x); }`;

function messageOf(reply: Reply): string {
  return reply.status === "returned" ? `returned ${JSON.stringify(reply.value)}` : reply.problem.message;
}

describe.each([
  ["webasm", 0],
  ["cpu", 1],
] as const)("on %s", (_mode, place) => {
  test("a kernel computes one entry of its output, and the arguments are as they were", async () => {
    const x = tensor([1, 2, 3]);
    const reply = await call(host("function kernel(x) { return 2 * x[this.thread.x]; }"), [x], place);
    expect(reply).toEqual({ status: "returned", value: tensor([2, 4, 6]), argsAfter: [x] });
  });

  test("records and lists of tensors come back in their form, reshaped tensors in their shape", async () => {
    const text = `export function f(device, { a }, [b]) { return { sum: [a, device.reshape(b, [2, 1])], n: 3 }; }`;
    const reply = await call(text, [{ a: tensor([[1, 2]]) }, [tensor([5, 6])]], place);
    expect(reply).toMatchObject({ value: { sum: [tensor([[1, 2]]), tensor([[5], [6]])], n: 3 } });
  });

  test("numbers are rounded to float32", async () => {
    const reply = await call(host("function kernel(x) { return x[this.thread.x]; }"), [tensor([0.1])], place);
    expect(reply).toMatchObject({ value: tensor([Math.fround(0.1)]) });
  });

  test("what gpu.js can't translate is told with what a kernel may use", async () => {
    const kernel = "function kernel(x) { return [1].map((v) => v)[0] + x[0]; }";
    expect(messageOf(await call(host(kernel), [tensor([1])], place))).toMatch(
      /^A kernel of f can't be turned into code for a device: .+ A kernel may use arithmetic, Math, let, if, for/s,
    );
  });

  test("an endless kernel is stopped, and the next one runs", async () => {
    const endless = host(
      "function kernel(x) { let s = 0; for (let i = 0; i < this.constants.n; i++) { s += x[0]; } return s; }",
      "[64, 64, 64]",
      "{ n: 100000000 }",
    );
    expect(messageOf(await call(endless, [tensor([1])], place))).toMatch(/used more than 3 s of computing time/);
    const reply = await call(host("function kernel(x) { return x[this.thread.x]; }"), [tensor([1])], place);
    expect(reply).toMatchObject({ status: "returned" });
  }, 30_000);
});

test("host code learns the shapes of its arguments and no number", async () => {
  const text = `export function f(device, x) { throw new Error(JSON.stringify(x) + Object.keys(x) + (x instanceof Object)); }`;
  expect(messageOf(await call(text, [tensor([[7, 7]])]))).toContain('{"shape":[1,2]}shapetrue');
});

test.each<[string, string, string]>([
  ["an arrow", "const kernel = (x) => x[0];", "is not written as function name(…) { … }"],
  ["no function", "const kernel = 3;", "launch: kernel is 3, expected a function."],
  ["too few inputs", "function kernel(x, y) { return x[0] + y[0]; }", "is given 1 inputs, but the kernel has 2"],
])("%s as a kernel is refused", async (_what, kernel, message) => {
  expect(messageOf(await call(host(kernel), [tensor([1])]))).toContain(message);
});

test.each<[string, string, string]>([
  ["[]", "{}", "has 0 axes, expected 1 to 3"],
  ["[1, 1, 1, 1]", "{}", "has 4 axes, expected 1 to 3"],
  ["[0]", "{}", "holds 0, expected whole sizes of 1 or more"],
  ["[1e9]", "{}", "has more than"],
  ["[1]", "{ n: NaN }", "the constant n is NaN, expected a finite number"],
])("a launch over %s with %s is refused", async (shape, constants, message) => {
  const text = host("function kernel(x) { return x[0]; }", shape, constants);
  expect(messageOf(await call(text, [tensor([1])]))).toContain(message);
});

test("a handle that the device didn't give out is refused", async () => {
  const text = `export function f(device, x) { return device.reshape({ shape: [1] }, [1]); }`;
  expect(messageOf(await call(text, [tensor([1])]))).toContain("expected a tensor on this device");
});

test("a host function can't hand in a plan of its own making", () => {
  const forged = { plan: { kernels: [], steps: [{ kernel: 4, shape: [1], constants: {}, inputs: [] }] }, result: null };
  expect(() => readPlan(forged, [])).toThrow("recorded what is no plan");
  const beyond = { plan: { kernels: [], steps: [] }, result: { planned: { argument: 3, shape: [1] } } };
  expect(() => readPlan(beyond, [[1]])).toThrow("recorded what is no plan");
});

test("text that becomes code in the kernels' realm finds no way out of it", async () => {
  // In cpu mode gpu.js makes JavaScript of the text; names it doesn't know go through as they are.
  const kernel =
    "function kernel(x) { return x[0] + this.constants.constructor.constructor('return typeof process')().length; }";
  const reply = await call(host(kernel), [tensor([1])], 1);
  // Refused, or run where there is no process: "undefined" has nine letters, "object" six.
  if (reply.status === "returned") expect(reply.value).toEqual(tensor([10]));
  else expect(reply.status).toBe("threw");
});

test("the plain device gives the exact answer that rounding is measured against", async () => {
  const { inProcessSession } = await import("../in-process.ts");
  const own = await import("./programs.ts");
  const module = {
    f: (device: { launch: (...args: unknown[]) => unknown }, x: { shape: number[] }) =>
      device.launch(
        function kernel(this: { thread: { x: number } }, x: number[]) {
          return x[this.thread.x]! / 3;
        },
        x.shape,
        {},
        x,
      ),
  };
  const calls = [{ target: "module", name: "f", args: [tensor([1])] }] as const;
  const [exact] = await plainSession(inProcessSession(module, own)).call(calls);
  const [rounded] = await kernelSession(inProcessSession(module, own), plansInProcess()).call(calls);
  expect(exact).toMatchObject({ value: tensor([1 / 3]) });
  expect(rounded).toMatchObject({ value: new Tensor([Math.fround(1 / 3)], [1]) });
});
