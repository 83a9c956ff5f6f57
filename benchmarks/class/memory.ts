import { readdirSync, readFileSync } from "node:fs";

/** Megabytes that this process and all below it hold in memory, shared pages counted once for each; 0 without /proc. */
export function memoryOfTree(root = process.pid): number {
  const parents = new Map<number, number>();
  const pages = new Map<number, number>();
  let names: string[];
  try {
    names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
      pages.set(Number(name), Number(readFileSync(`/proc/${name}/statm`, "utf8").split(" ")[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const belongs = (pid: number): boolean => pid === root || (parents.has(pid) && belongs(parents.get(pid)!));
  let sum = 0;
  for (const [pid, count] of pages) if (belongs(pid)) sum += count;
  return Math.round((sum * 4096) / 2 ** 20);
}
