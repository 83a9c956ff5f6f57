/** The published rules, by the name that a table shows. */
import { coursera } from "./coursera.ts";
import { cs231n } from "./cs231n.ts";
import { jax } from "./jax.ts";
import { minitorch } from "./minitorch.ts";
import type { Rule } from "./rule.ts";
import { torch } from "./torch.ts";

export const rivals: ReadonlyMap<string, Rule> = new Map([
  ["torch gradcheck", torch],
  ["jax check_grads", jax],
  ["CS231n", cs231n],
  ["Coursera", coursera],
  ["minitorch", minitorch],
]);
