/** A spec as it is used: parsed, checked, with its TypeScript parts loaded. Its JSON form is specs/schema/spec.schema.json. */
import type { Tolerance } from "#graders/checks/compare.ts";
import type { Value } from "#graders/execution/executor.ts";
import type { Visibility } from "#graders/result/result.ts";
import type { Draw } from "#graders/inputs/draw.ts";
import type { Signature, TypeText } from "./signature.ts";

/** JSON that can also say "NaN", "Infinity", "-Infinity" and "-0". */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One numeric case: arguments by name, and what must come back. */
export interface Case {
  readonly input: { readonly [argument: string]: Json };
  /** The value, or absent when `throws` is given. */
  readonly expect?: Json;
  /** Why an error is the right answer here, in words. */
  readonly throws?: string;
  /** Where the expected value comes from: `definition`, a formula worked by hand, a library with its version, a table. */
  readonly source: string;
}

interface CheckBase {
  /** A true sentence about a right implementation; it heads the lesson when it isn't true. */
  readonly name: string;
  /** The function or program it calls. */
  readonly call: string;
  readonly points: number;
  readonly visibility: Visibility;
  /** Names of checks without which this one says nothing new; the first check of `call` is always one of them. */
  readonly needs: readonly string[];
  readonly tolerance: Partial<Tolerance>;
  /** Other types for some arguments, or the name of a generator in `<name>.inputs.ts`. */
  readonly given?: string | { readonly [argument: string]: TypeText };
  /** Inputs tried. */
  readonly runs?: number;
  readonly hint?: string;
  /** Why its inputs are tied, saturated, of one sign on purpose: the audit of inputs then lets them be. */
  readonly degenerate?: string;
  /** Why single precision can't pass it: digits or sizes that a float32 number doesn't have. */
  readonly doublePrecision?: string;
}

export type CheckSpec = CheckBase &
  (
    | { readonly kind: "cases"; readonly cases: readonly Case[] }
    | { readonly kind: "matches" }
    | { readonly kind: "gradient"; readonly by: string }
    | { readonly kind: "property"; readonly property: string; readonly settings: { readonly [name: string]: Json } }
  );

/** Draws the arguments of one call, by name. Names that the signature doesn't know stay with the grader (labels, say). */
export type Generator = (draw: Draw) => { [argument: string]: unknown };

/** The largest error of each entry that rounding to float32 can make, of the form of the answer; from the arguments of the call. */
export type Bound = (...args: never[]) => Value;

/** A wrong variant of the reference: its exports stand in for the reference's. */
export interface Mistake {
  /** What a student did who has it, in a sentence: "The gradient is cut where gradOutput is negative, not where x is." */
  readonly looksLike: string;
  /** The line of the formula to read again. */
  readonly reread: string;
  readonly exports: { readonly [name: string]: unknown };
}

/** A right implementation that differs from the reference: another algorithm, another convention that the exercise leaves open. */
export interface Variant {
  readonly exports: { readonly [name: string]: unknown };
}

export interface Spec {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly functions: ReadonlyMap<string, Signature>;
  /** Classes that a student exports; programs put them to work. */
  readonly classes: readonly string[];
  readonly programs: ReadonlyMap<string, Signature>;
  /** Inclusive ranges of sizes that aren't the usual 1 to 5. */
  readonly sizes: ReadonlyMap<string, readonly [number, number]>;
  readonly checks: readonly CheckSpec[];
  readonly hints: readonly string[];
  readonly cpuSeconds?: number;
  /** Its functions take a device first, and launch kernels on it. */
  readonly device: boolean;
}

/** The spec with the code that belongs to it. */
export interface Exercise {
  readonly spec: Spec;
  /** Exports of reference/<id>.ts. */
  readonly reference: { readonly [name: string]: unknown };
  readonly programs?: { readonly [name: string]: unknown };
  readonly generators: { readonly [name: string]: Generator };
  /** How far a right answer in float32 may be off, by function: where a bound was derived. */
  readonly bounds?: { readonly [name: string]: Bound };
  readonly mistakes: ReadonlyMap<string, Mistake>;
}

export function signatureOf(spec: Spec, name: string): Signature | undefined {
  return spec.functions.get(name) ?? spec.programs.get(name);
}

/** Every name that a student's file must export. */
export function exportsOf(spec: Spec): string[] {
  return [...spec.functions.keys(), ...spec.classes];
}
