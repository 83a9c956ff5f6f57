/** Which answers to one exercise are alike: by an index from fingerprints to answers, so that only those meet that share something. */
import type { Settings } from "./settings.ts";
import { worthIn, type Fingerprinted, type Worth } from "./rarity.ts";

export interface AlikePair {
  readonly a: string;
  readonly b: string;
  readonly share: number;
}

export interface Alike {
  /** At least as alike as the threshold; the most alike first, then by id. */
  readonly pairs: readonly AlikePair[];
  readonly compared: readonly string[];
  readonly tooShort: readonly string[];
  /** The median, over those compared, of the share with whoever is most alike. */
  readonly usual: number;
  readonly worth: Worth;
}

/** @param given - fingerprints that say nothing: those of the stub and of what is prescribed. */
export function alikeAmong(answers: readonly Fingerprinted[], given: ReadonlySet<number>, settings: Settings): Alike {
  const worth = worthIn(answers, given, settings);
  const all = answers
    .map(({ id, fingerprints }) => ({ id, own: [...fingerprints].filter((each) => worth.has(each)) }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const long = all.filter(({ own }) => own.length >= settings.minimum);
  const { pairs, closest } = meet(long, worth, settings.threshold);
  return {
    pairs: pairs.toSorted((one, other) => other.share - one.share),
    compared: long.map(({ id }) => id),
    tooShort: all.filter(({ own }) => own.length < settings.minimum).map(({ id }) => id),
    usual: median(closest),
    worth,
  };
}

interface OwnPart {
  readonly id: string;
  readonly own: readonly number[];
}

/** Each answer is met by those after it; what is in common is summed up over the fingerprints of the one. */
function meet(answers: readonly OwnPart[], worth: Worth, threshold: number) {
  const holders = new Map<number, number[]>();
  for (const [index, { own }] of answers.entries())
    for (const each of own) {
      const list = holders.get(each);
      if (list) list.push(index);
      else holders.set(each, [index]);
    }
  // In ascending order, so that a sum of roundings doesn't depend on the order of files.
  const totals = answers.map(({ own }) => total(own, worth));
  const closest = new Float64Array(answers.length);
  const pairs: AlikePair[] = [];
  const common = new Float64Array(answers.length);
  for (const [index, { id, own }] of answers.entries()) {
    common.fill(0);
    for (const each of own.toSorted((one, other) => one - other))
      for (const other of holders.get(each)!) if (other > index) common[other]! += worth.get(each)!;
    for (let other = index + 1; other < answers.length; other++) {
      const share = Math.min(1, common[other]! / Math.min(totals[index]!, totals[other]!));
      closest[index] = Math.max(closest[index]!, share);
      closest[other] = Math.max(closest[other]!, share);
      if (share >= threshold) pairs.push({ a: id, b: answers[other]!.id, share });
    }
  }
  return { pairs, closest };
}

function total(own: readonly number[], worth: Worth): number {
  return own.toSorted((one, other) => one - other).reduce((sum, each) => sum + worth.get(each)!, 0);
}

function median(values: Float64Array): number {
  return values.length === 0 ? 0 : values.toSorted()[Math.floor((values.length - 1) / 2)]!;
}
