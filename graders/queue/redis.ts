/** The way to Redis: BullMQ and its driver, which nobody needs who grades on one machine, and the address. */
import type { ConnectionOptions } from "bullmq";
import { UsageError } from "#graders/usage-error.ts";

/** All runs and workers share one queue; what a job belongs to is in the job. */
export const queueName = "gradecheck";

export interface QueueAccess {
  readonly bullmq: typeof import("bullmq");
  readonly connection: ConnectionOptions;
  /** Host and port, for messages: the address itself may hold a password. */
  readonly place: string;
}

/**
 * Loads the packages and sees that Redis answers.
 *
 * @throws UsageError - when a package is missing, the address is none, or nothing that can be used answers there.
 */
export async function reachQueue(address: string, load = loadPackages): Promise<QueueAccess> {
  const { place } = parseAddress(address);
  const { bullmq, Redis } = await load();
  const client = new Redis(address, {
    lazyConnect: true,
    connectTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let refusal = "";
  // The reason comes as an event, before the call fails with less.
  client.on("error", (error: Error) => (refusal ||= error.message || (error as { code?: string }).code || error.name));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new UsageError(
      `--queue: ${place} can't be used (${refusal || (error as Error).message}). Start Redis there, or give the address of one: redis://:password@host:6379.`,
    );
  } finally {
    client.disconnect();
  }
  // A command waits for Redis to come back, however long that takes; a command that failed would be a submission that failed.
  const connection = { url: address, maxRetriesPerRequest: null, retryStrategy: () => 1000 };
  return { bullmq, connection, place };
}

function parseAddress(address: string): { readonly place: string } {
  const url = URL.parse(address);
  if (!url || !["redis:", "rediss:"].includes(url.protocol) || url.hostname === "")
    throw new UsageError(
      `--queue is ${address.replace(/\/\/.*@/, "//…@")}, expected the address of a Redis server: redis://host:6379, or rediss:// with TLS.`,
    );
  return { place: `${url.hostname}:${url.port || "6379"}` };
}

interface Packages {
  readonly bullmq: typeof import("bullmq");
  readonly Redis: typeof import("ioredis").Redis;
}

async function loadPackages(): Promise<Packages> {
  const [bullmq, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]).catch(packageMissing);
  return { bullmq, Redis };
}

/** @throws UsageError - when that is what the error says. */
export function packageMissing(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
  const name = /package '([^']+)'/.exec(message)?.[1] ?? "bullmq";
  throw new UsageError(
    `--queue needs the packages bullmq and ioredis, and ${name} is not installed. Run \`npm ci --include=optional\` in gradecheck's folder; grading on this machine alone needs neither.`,
  );
}
