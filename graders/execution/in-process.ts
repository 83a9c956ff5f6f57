// Provisional: the full version is being written; overwrite this file.
import { Random, Tensor } from "#tensor";
import { Opaque, type Call, type Reply, type Session, type Value } from "./executor.ts";
export function inProcessSession(module: object, programs: object = {}): Session {
  const own = module as Record<string, unknown>; const prog = programs as Record<string, (...args: unknown[]) => unknown>;
  const clone = (v: any): any => v instanceof Tensor ? new Tensor(v.data.slice(), v.shape) : v instanceof Random ? new Random(v.seed) : Array.isArray(v) ? v.map(clone) : typeof v === "function" ? new Opaque("a function") : v && typeof v === "object" && [null, Object.prototype].includes(Object.getPrototypeOf(v)) ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, clone(x)])) : v;
  return {
    exports: new Map(Object.entries(own).map(([k, v]) => [k, typeof v === "function" ? (String(v).startsWith("class") ? "class" : "function") : "value"] as const)),
    programs: new Set(Object.keys(prog)),
    console: () => "",
    async call(calls: readonly Call[]): Promise<Reply[]> {
      const out: Reply[] = [];
      for (const c of calls) {
        const args = c.args.map(clone);
        try {
          const raw = c.target === "program" ? prog[c.name]!(own, ...args) : (own[c.name] as any)(...args);
          const value = clone(await raw) as Value;
          out.push({ status: "returned", value, ...(c.echo ? { argsAfter: args } : {}) });
        } catch (e: any) { const message = `The code threw ${e?.name}: ${e?.message}`; out.push({ status: "threw", name: String(e?.name), message: String(e?.message), notStarted: e?.name === "NotStarted", problem: { kind: "threw", message } }); }
      }
      return out;
    },
  };
}
