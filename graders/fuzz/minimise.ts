/** Makes an input that breaks the rule smaller while it still breaks it in the same way. */
import { kindOf, type Bench } from "./target.ts";

const attempts = 400;
const longestMilliseconds = 20_000;

/** @param begin - told before each attempt, so that one that hangs is noticed. */
export async function minimised<Input>(
  bench: Bench<Input>,
  input: Input,
  kind: string,
  begin: () => void,
): Promise<Input> {
  let smallest = input;
  let left = attempts;
  const started = performance.now();
  for (let shrunk = true; shrunk && left > 0;) {
    shrunk = false;
    for (const candidate of bench.smaller?.(smallest) ?? []) {
      if (left-- <= 0 || performance.now() - started > longestMilliseconds) return smallest;
      begin();
      if ((await kindOfCase(bench, candidate)) !== kind) continue;
      smallest = candidate;
      shrunk = true;
      break;
    }
  }
  return smallest;
}

async function kindOfCase<Input>(bench: Bench<Input>, input: Input): Promise<string | undefined> {
  try {
    await bench.judge(input);
    return undefined;
  } catch (error) {
    return kindOf(error);
  }
}

/** What is left of a list, a text or bytes without one of its halves, quarters and so on. */
export function* removals<Sequence extends string | readonly unknown[] | Uint8Array>(
  sequence: Sequence,
): Generator<Sequence> {
  for (let size = Math.ceil(sequence.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < sequence.length; start += size) yield without(sequence, start, start + size);
  }
}

function without<Sequence extends string | readonly unknown[] | Uint8Array>(
  sequence: Sequence,
  start: number,
  end: number,
): Sequence {
  const [before, after] = [sequence.slice(0, start), sequence.slice(end)];
  if (typeof before === "string") return (before + (after as string)) as Sequence;
  if (before instanceof Uint8Array) return Buffer.concat([before, after as Uint8Array]) as unknown as Sequence;
  return [...before, ...(after as readonly unknown[])] as unknown as Sequence;
}
