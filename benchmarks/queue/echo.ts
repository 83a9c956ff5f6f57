/** A worker that grades nothing: it gives back results that were made before, so that all else of a run can be measured. */
import { readFileSync } from "node:fs";
import { Worker } from "bullmq";
import { fromData, type JobData } from "#graders/queue/job.ts";
import { pack, unpack } from "#graders/queue/pack.ts";
import { queueName } from "#graders/queue/redis.ts";
import type { Result } from "#graders/result/result.ts";

const [address, file] = process.argv.slice(2) as [string, string];
const results = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;

new Worker<JobData>(
  queueName,
  async ({ data }) => {
    const { id } = fromData(data).taken;
    const result = JSON.parse(unpack(results[id.split("~")[0]!]!)) as Result;
    return pack(JSON.stringify({ ...result, submission: { ...result.submission, id } }));
  },
  { connection: { url: address }, concurrency: 16 },
);
