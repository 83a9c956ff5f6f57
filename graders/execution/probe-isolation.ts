/**
 * Tries, from where a student's code runs, what a student's code must not be able to do. The level on a report is what
 * these probes found, not what is installed.
 */
import type { ExerciseSource } from "./executor.ts";
import { isolatedExecutor } from "./isolated/isolated.ts";

export interface IsolationFinding {
  readonly level: "realm" | "none";
  readonly probes: readonly { readonly probe: string; readonly stopped: boolean }[];
  /** What nothing here would stop if code got out of its realm. */
  readonly open: readonly string[];
}

/** Each returns true when it got through. */
const probes: { readonly [name: string]: string } = {
  "reach the process object": `() => typeof process !== "undefined"`,
  "load a module of Node's": `() => typeof require === "function"`,
  "turn text into code": `() => new Function("return 1")() === 1`,
  "get out through a constructor": `() => typeof (async () => {}).constructor.constructor("return globalThis.process")() === "object"`,
  "reach the network": `() => typeof fetch === "function" || typeof WebSocket === "function"`,
  "read the clock": `() => { const start = Date.now(); for (let i = 0; i < 3e6; i++); return Date.now() !== start; }`,
  "share memory": `() => typeof SharedArrayBuffer === "function"`,
};

export async function probeIsolation(): Promise<IsolationFinding> {
  const functions = Object.values(probes).map(
    (body, index) => `export function probe${index}() { try { return (${body})() === true; } catch { return false; } }`,
  );
  const source: ExerciseSource = {
    id: "probe",
    modules: new Map([["probe.ts", functions.join("\n")]]),
    entry: "probe.ts",
  };
  const executor = isolatedExecutor({});
  try {
    const loaded = await executor.load(source);
    if (loaded.status === "broken")
      return {
        level: "none",
        probes: [{ probe: `start a child: ${loaded.problem.message}`, stopped: false }],
        open: [],
      };
    const replies = await loaded.session.call(
      functions.map((_, index) => ({ target: "module", name: `probe${index}`, args: [] })),
    );
    const found = Object.keys(probes).map((probe, index) => {
      const reply = replies[index]!;
      return { probe, stopped: reply.status === "returned" && reply.value === false };
    });
    const open = [
      "after an escape from the realm: network, processes and files of the same user (no sandbox of the operating system yet)",
    ];
    return { level: found.every(({ stopped }) => stopped) ? "realm" : "none", probes: found, open };
  } finally {
    await executor.close();
  }
}
