/** `gradecheck doctor`: what this machine has, what it lacks, and what to do about it. */
import { availableParallelism, totalmem } from "node:os";
import { probeEngines, type EngineFinding } from "#graders/engines/probe.ts";
import { proveIsolation, type Isolation } from "#graders/execution/prove-isolation.ts";
import { version } from "#graders/version.ts";
import type { ExitCode } from "./main.ts";

export async function doctor(options: { readonly json?: boolean }): Promise<ExitCode> {
  const proven = await proveIsolation();
  const isolation = { ...proven.report, probed: proven.probes, above: proven.above };
  const machine = {
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  };
  const findings = { gradecheck: version, node: process.versions.node, ...machine, isolation };
  if (options.json) console.log(JSON.stringify({ ...findings, engines: await probeEngines() }, undefined, 2));
  else {
    console.log(
      `gradecheck ${version} on Node ${findings.node}, ${machine.platform}, ${machine.processors} processors, ${machine.memoryGigabytes} GiB`,
    );
    for (const line of isolationLines(proven)) console.log(line);
    console.log("\nEngines, with the speed of each in a product of two 256 × 256 matrices");
    await probeEngines((engine) => console.log(engineLine(engine)));
  }
  return 0;
}

function isolationLines({ report, probes, above }: Isolation): string[] {
  return [
    `\nIsolation: ${report.level}`,
    ...report.layers.map((layer) => `  in force  ${layer}`),
    ...probes.map(({ probe, stopped }) => `  ${stopped ? "stopped " : "OPEN    "}  ${probe}`),
    ...above.map(({ level, why, remedy }) => `  not here  ${level}: ${why}. ${remedy}`),
  ];
}

function engineLine({ name, available, detail, gflops }: EngineFinding): string {
  const speed = gflops === undefined ? "" : `, ${gflops.toPrecision(2)} GFLOP/s`;
  return `  ${available ? "yes" : "no "}  ${name}: ${detail}${speed}`;
}
