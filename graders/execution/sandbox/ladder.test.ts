/** A level is what was measured: rungs that are made to fail here are passed over, each with its reason. */
import { expect, test } from "vitest";
import { bareRung } from "./launch.ts";
import { climb, rungAtLeast, rungsOfThisSystem, strongestRung } from "./ladder.ts";
import { isAtLeast, levels, type Rung } from "./rung.ts";

test("a rung that stops nothing is not sealed, whatever it says of itself", async () => {
  const { rung, above } = await climb([{ ...bareRung, level: "sealed" }, bareRung]);
  expect(rung).toBe(bareRung);
  expect(above).toMatchObject([
    {
      level: "sealed",
      why: expect.stringMatching(/^it does not hold here: code in it could .*start a program/) as string,
    },
  ]);
});

test("a rung whose program doesn't start is passed over, with what was said", async () => {
  const refuses: Rung = {
    level: "confined",
    layers: [],
    wrap: () => ({
      file: process.execPath,
      args: ["-e", "console.error('no permission to create namespaces'); process.exit(1)"],
    }),
  };
  const absent: Rung = { level: "sealed", layers: [], wrap: () => ({ file: "/no/such/program", args: [] }) };
  const { rung, above } = await climb([absent, refuses, bareRung]);
  expect(rung.level).toBe("realm");
  expect(above.map(({ why }) => why)).toEqual([
    "it does not start here (spawn /no/such/program ENOENT)",
    "it does not start here (no permission to create namespaces)",
  ]);
});

test("the canary finds everything open where nothing is in its way", async () => {
  const { probes } = await climb([bareRung]);
  const open = probes.filter(({ stopped }) => !stopped).map(({ probe }) => probe);
  expect(open).toEqual(
    expect.arrayContaining(["read a file of the grader's", "start a program", "reach the network", "write a file"]),
  );
});

test("less than what was asked for is refused, with what would help", async () => {
  const { level } = (await strongestRung()).rung;
  for (const wanted of levels) {
    if (isAtLeast(level, wanted)) expect((await rungAtLeast(wanted)).rung.level).toBe(level);
    else
      await expect(rungAtLeast(wanted)).rejects.toThrow(
        `--isolation-at-least is ${wanted}, and this machine reaches ${level}.`,
      );
  }
});

test("each child has a user of its own where the grader is root", () => {
  const program = { file: "/program.cjs", args: (file: string) => [file] };
  for (const rung of rungsOfThisSystem()) {
    if (!("wrap" in rung)) continue;
    const users = [1, 2].map(() => rung.wrap(program).args.find((argument) => argument.startsWith("--reuid=")));
    if (users[0] !== undefined) expect(users[0]).not.toBe(users[1]);
  }
});
