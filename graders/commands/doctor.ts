/** `gradecheck doctor`: what this machine has, what it lacks, and what to do about it. */
import { availableParallelism, totalmem } from "node:os";
import { probeEngines, type EngineFinding } from "#graders/engines/probe.ts";
import { probeIsolation } from "#graders/execution/probe-isolation.ts";
import { version } from "#graders/version.ts";
import type { ExitCode } from "./main.ts";

export async function doctor(options: { readonly json?: boolean }): Promise<ExitCode> {
  const isolation = await probeIsolation();
  const engines = await probeEngines();
  const machine = {
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  };
  const findings = { gradecheck: version, node: process.versions.node, ...machine, isolation, engines };
  if (options.json) console.log(JSON.stringify(findings, undefined, 2));
  else {
    console.log(
      `gradecheck ${version} on Node ${findings.node}, ${machine.platform}, ${machine.processors} processors, ${machine.memoryGigabytes} GiB`,
    );
    console.log(`\nIsolation: ${isolation.level}`);
    for (const { probe, stopped } of isolation.probes) console.log(`  ${stopped ? "stopped" : "OPEN   "}  ${probe}`);
    for (const line of isolation.open) console.log(`  open     ${line}`);
    console.log("\nEngines");
    for (const engine of engines) console.log(engineLine(engine));
  }
  return isolation.probes.every(({ stopped }) => stopped) ? 0 : 2;
}

function engineLine({ name, available, detail }: EngineFinding): string {
  return `  ${available ? "yes" : "no "}  ${name}: ${detail}`;
}
