/** Two threads that carry out trials side by side. What comes back is in the order of the list, whoever was faster. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { pool } from "#graders/batch/pool.ts";
import { Progress } from "#graders/batch/progress.ts";
import type { TrialResult } from "./trial.ts";
import type { Listed, Order, Posted } from "./worker.ts";

const width = 2;

export async function runOnThreads(
  plan: (subjects: readonly Listed[]) => readonly Order[],
): Promise<{ subjects: readonly Listed[]; orders: readonly Order[]; results: readonly TrialResult[] }> {
  const threads = Array.from({ length: width }, () => new Worker(new URL("worker.ts", import.meta.url)));
  try {
    const [subjects] = await Promise.all(threads.map(async (thread) => (await posted(thread, "ready")).ready));
    const orders = plan(subjects!);
    const progress = new Progress(orders.length);
    const results: TrialResult[] = [];
    const free = [...threads];
    await pool([...orders.entries()], width, async ([index, order]) => {
      const thread = free.pop()!;
      thread.postMessage(order);
      results[index] = (await posted(thread, "result")).result;
      free.push(thread);
      progress.step(`${order.subject}${order.fault === null ? "" : `, ${order.fault}`}`);
    });
    return { subjects: subjects!, orders, results };
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** The next message; an error in the thread is thrown here. */
async function posted<Key extends "ready" | "result">(
  thread: Worker,
  key: Key,
): Promise<Extract<Posted, { [name in Key]: unknown }>> {
  const [message] = (await once(thread, "message")) as [Posted];
  if (!(key in message)) throw new Error(`threads: a message without "${key}" came, expected one with it.`);
  return message as Extract<Posted, { [name in Key]: unknown }>;
}
