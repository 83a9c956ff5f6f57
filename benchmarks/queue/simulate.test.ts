/** The simulation against cases whose time is known without it. */
import { expect, test } from "vitest";
import { simulate, type Costs } from "./simulate.ts";

const free: Costs = { service: [2], prepare: 0, takeIn: 0, redis: 0, closing: 0, roundTrip: 0 };
const plan = { submissions: 1000, window: 100, seed: 1 };

test("with nothing but grading, the time is the work over the workers", () => {
  for (const workers of [1, 8, 10]) {
    const { seconds, busy } = simulate(free, { ...plan, workers });
    expect(seconds).toBeCloseTo((2 * 1000) / workers, 6);
    expect(busy.workers).toBeCloseTo(1, 6);
  }
});

test("whatever station is the slowest sets the pace", () => {
  const slowRun = simulate({ ...free, prepare: 0.3, takeIn: 0.7 }, { ...plan, workers: 64 });
  expect(slowRun.seconds).toBeGreaterThanOrEqual(1000);
  expect(slowRun.seconds).toBeLessThan(1010);
  expect(slowRun.busy.run).toBeGreaterThan(0.99);
  const slowRedis = simulate({ ...free, redis: 0.5 }, { ...plan, workers: 64 });
  expect(slowRedis.seconds).toBeGreaterThanOrEqual(500);
  expect(slowRedis.seconds).toBeLessThan(510);
});

test("a worker waits for the way there and back, and the class for its last pages", () => {
  const { seconds } = simulate({ ...free, roundTrip: 0.5, closing: 0.01 }, { ...plan, workers: 1 });
  // 1000 × (2 + 2 × 0.5) s, half a way at either end of the whole, and 1000 × 0.01 s.
  expect(seconds).toBeCloseTo(3000 + 0.5 + 10, 6);
});

test("no more waits than the window holds, and the same seed gives the same time", () => {
  const costs = { ...free, service: [1, 2, 9], prepare: 0.001 };
  const one = simulate(costs, { ...plan, workers: 4 });
  expect(one.waiting).toBeLessThanOrEqual(100);
  expect(one.waiting).toBeGreaterThan(90);
  expect(simulate(costs, { ...plan, workers: 4 })).toEqual(one);
});
