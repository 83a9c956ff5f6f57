import { expect, test } from "vitest";
import { defaultSettings } from "./settings.ts";
import { winnowing } from "./winnowing.ts";

const head = "export function attend(query, key, value, { heads = 1, causal = false, mask } = {}, random = undefined)";
const stub = `${head} { throw new NotStarted(); }`;
const answers = (...texts: readonly string[]) => {
  const tool = winnowing({ ...defaultSettings, minimum: 1 });
  return new Map(texts.map((text, index) => [`s${index}`, tool.prepare([{ path: "x.ts", text }])]));
};
const compare = (given: { stub: string; reference: string }, ...texts: readonly string[]) =>
  winnowing({ ...defaultSettings, minimum: 1 }).compare(answers(...texts), given);

test("the stub alone is never alike, though it is the same text", async () => {
  expect((await compare({ stub, reference: "" }, stub, stub)).pairs).toEqual([]);
  // It would be, were it not given.
  expect((await compare({ stub: "", reference: "" }, stub, stub)).pairs).toHaveLength(1);
});

test("the heads that the reference prescribes are not alike either", async () => {
  const reference = `${head} { return query.matmul(key.T).matmul(value); }`;
  const [one, other] = [`${head} {}`, `${head} {}`];
  expect((await compare({ stub: "", reference }, one, other)).pairs).toEqual([]);
});

test("what two share with the reference is told", async () => {
  const body = "{ return query.matmul(key.T).mul(2).sub(value.exp()).add(value.log().mul(random)).sum(0).sqrt(); }";
  const given = { stub, reference: head + body };
  const comparison = await compare(given, head + body, head + body);
  expect(comparison.pairs).toHaveLength(1);
  expect(comparison.toReference!(comparison.pairs[0]!)).toBe(1);
  const elsewhere = await compare({ stub, reference: head + "{}" }, head + body, head + body);
  expect(elsewhere.toReference!(elsewhere.pairs[0]!)).toBe(0);
});
