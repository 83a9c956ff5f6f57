/** What needs no server: the form of a job, who refuses it, and how a mistake in the call is said. */
import { expect, test } from "vitest";
import type { Course } from "#graders/batch/course.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { fromData, jobId, refusal, toData, versionRefusal, type GradingJob } from "./job.ts";
import { packageMissing, reachQueue } from "./redis.ts";

const course: Course = { exercises: [], digest: "a".repeat(64) };
const job: GradingJob = {
  taken: {
    id: "José \u202e=2+5",
    exercises: new Map([
      [
        "02-activations/relu",
        {
          status: "ready",
          files: { "relu.ts": "12", "lib/a.ts": "34" },
          source: {
            id: "02-activations/relu",
            entry: "relu.ts",
            modules: new Map([
              ["relu.ts", 'import "./lib/a.ts";\u2028'],
              ["lib/a.ts", "0"],
            ]),
          },
        },
      ],
      ["03-losses/mse", { status: "broken", problem: { kind: "missing", message: "It is missing." }, files: {} }],
    ]),
  },
  specs: course.digest,
  seed: 7,
  limits: defaultLimits,
  isolationAtLeast: "confined",
};

test("a job comes out of the queue as it went in, and goes by its content", () => {
  const data = toData(job);
  expect(fromData(JSON.parse(JSON.stringify(data)) as typeof data)).toEqual(job);
  expect(jobId(toData(job))).toBe(jobId(data));
  expect(jobId(toData({ ...job, seed: 8 }))).not.toBe(jobId(data));
});

test("a worker refuses another version, other specs and a weaker sandbox, each in a sentence that says what to do", () => {
  expect(refusal(job, course, "confined")).toBeUndefined();
  expect(refusal(job, course, "sealed")).toBeUndefined();
  expect(refusal(job, { ...course, digest: "b".repeat(64) }, "sealed")).toMatch(
    /^The worker on .+ has other specs, references or grader code \(digest b{12}\) than .+ \(a{12}\)\. Put the same files on both machines/,
  );
  expect(refusal(job, course, "limited")).toMatch(/ isolates as "limited", and the run asks for "confined" at least\./);
  expect(versionRefusal(toData(job))).toBeUndefined();
  expect(versionRefusal({ version: "9.9.9", packed: "" })).toMatch(
    /9\.9\.9\. Put the same version on both machines\.$/,
  );
});

test("a server that isn't there is said to be, with the reason", async () => {
  await expect(reachQueue("redis://:secret@127.0.0.1:1")).rejects.toThrow(
    "--queue: 127.0.0.1:1 can't be used (connect ECONNREFUSED 127.0.0.1:1). Start Redis there, or give the address of one: redis://:password@host:6379.",
  );
});

test("an address that is none is named without its password, and a missing package with what brings it", async () => {
  await expect(reachQueue("http://user:secret@host")).rejects.toThrow(
    "--queue is http://…@host, expected the address of a Redis server: redis://host:6379, or rediss:// with TLS.",
  );
  const load = async (): Promise<never> => {
    const error = new Error("Cannot find package 'bullmq' imported from redis.ts");
    return packageMissing(Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" }));
  };
  await expect(reachQueue("redis://host", load)).rejects.toThrow(
    "--queue needs the packages bullmq and ioredis, and bullmq is not installed. Run `npm ci --include=optional`",
  );
});
