/**
 * What is in force around a submission's code, as it was measured on this machine just now.
 *
 * From outside the realm, the canary tried the sandbox (sandbox/canary.ts); from inside, the probes below try the realm
 * in a child on that same rung.
 */
import type { IsolationReport } from "#graders/result/result.ts";
import type { ExerciseSource } from "./executor.ts";
import { isolatedExecutor } from "./isolated/isolated.ts";
import type { Probe } from "./sandbox/canary.ts";
import { rungAtLeast } from "./sandbox/ladder.ts";
import type { Level, Missing, Rung } from "./sandbox/rung.ts";

export interface Isolation {
  readonly rung: Rung;
  /** What goes into every result. */
  readonly report: IsolationReport;
  readonly probes: readonly Probe[];
  /** Stronger rungs that this machine doesn't have, and what would help. */
  readonly above: readonly Missing[];
}

/**
 * The strongest isolation that holds here.
 *
 * @throws UsageError - when it is weaker than `wanted`.
 */
export async function proveIsolation(wanted: Level = "realm"): Promise<Isolation> {
  const { rung, probes: outside, above } = await rungAtLeast(wanted);
  const inside = await probeRealm(rung);
  const escaped = inside.filter(({ stopped }) => !stopped).map(({ probe }) => probe);
  if (escaped.length > 0) throw new Error(`code in the realm could ${escaped.join(", ")}; nothing is graded like that`);
  const report: IsolationReport = {
    level: rung.level,
    layers: ["a process of its own with Node's permissions", "a realm that each exercise finds as new", ...rung.layers],
    probes: inside.length + outside.length,
    open: outside.filter(({ stopped }) => !stopped).map(({ probe }) => probe),
  };
  return { rung, report, probes: [...inside, ...outside], above };
}

/** Each returns true when it got through. */
const realmProbes: { readonly [name: string]: string } = {
  "reach the process object": `() => typeof process !== "undefined"`,
  "load a module of Node's": `() => typeof require === "function"`,
  "turn text into code": `() => new Function("return 1")() === 1`,
  "get out through a constructor": `() => typeof (async () => {}).constructor.constructor("return globalThis.process")() === "object"`,
  "find a way to the network": `() => typeof fetch === "function" || typeof WebSocket === "function"`,
  "read the clock": `() => { const start = Date.now(); for (let i = 0; i < 3e6; i++); return Date.now() !== start; }`,
  "share memory": `() => typeof SharedArrayBuffer === "function"`,
};

async function probeRealm(rung: Rung): Promise<Probe[]> {
  const functions = Object.values(realmProbes).map(
    (body, index) => `export function probe${index}() { try { return (${body})() === true; } catch { return false; } }`,
  );
  const source: ExerciseSource = {
    id: "probe",
    modules: new Map([["probe.ts", functions.join("\n")]]),
    entry: "probe.ts",
  };
  const executor = isolatedExecutor({ rung });
  try {
    const loaded = await executor.load(source);
    if (loaded.status === "broken") throw new Error(`a child process can't be used here: ${loaded.problem.message}`);
    const replies = await loaded.session.call(
      functions.map((_, index) => ({ target: "module", name: `probe${index}`, args: [] })),
    );
    return Object.keys(realmProbes).map((probe, index) => {
      const reply = replies[index]!;
      return { probe, stopped: reply.status === "returned" && reply.value === false };
    });
  } finally {
    await executor.close();
  }
}
