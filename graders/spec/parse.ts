/** Turns the JSON of a spec into a {@link Spec}, and refuses what the schema can't see: unknown names, missing sources of truth. */
import { undrawable, wrongRange } from "./drawable.ts";
import { SpecError } from "./spec-error.ts";
import {
  isDifferentiable,
  parseSignature,
  TypeTextError,
  type Signature,
  type Type,
  type TypeText,
} from "./signature.ts";
import { gradientName } from "#graders/checks/gradient/leaves.ts";
import type { Case, CheckSpec, Json, Spec } from "./spec.ts";
import { signatureOf } from "./spec.ts";

interface CheckJson {
  readonly name: string;
  readonly call: string;
  readonly points: number;
  readonly visibility?: CheckSpec["visibility"];
  readonly needs?: readonly string[];
  readonly hint?: string;
  readonly degenerate?: string;
  readonly doublePrecision?: string;
  readonly runs?: number;
  readonly tolerance?: CheckSpec["tolerance"];
  readonly given?: string | { readonly [argument: string]: TypeText };
  readonly cases?: readonly { readonly [key: string]: Json }[];
  readonly matches?: "reference";
  readonly gradient?: string;
  readonly property?: string;
  readonly with?: { readonly [name: string]: Json };
}

interface SpecJson {
  readonly title: string;
  readonly formula: string;
  readonly functions?: { readonly [name: string]: { readonly [name: string]: TypeText } };
  readonly classes?: readonly string[];
  readonly programs?: { readonly [name: string]: { readonly [name: string]: TypeText } };
  readonly sizes?: { readonly [symbol: string]: readonly [number, number] };
  readonly cpuSeconds?: number;
  readonly device?: boolean;
  readonly checks: readonly CheckJson[];
  readonly hints: readonly string[];
}

const kinds = ["cases", "matches", "gradient", "property"] as const;

export function parseSpec(id: string, file: string, json: unknown): Spec {
  const {
    title,
    formula,
    functions = {},
    classes = [],
    programs = {},
    sizes = {},
    cpuSeconds,
    device = false,
    checks,
    hints,
  } = json as SpecJson;
  const signatures = (group: string, texts: NonNullable<SpecJson["functions"]>): Map<string, Signature> =>
    new Map(Object.entries(texts).map(([name, text]) => [name, readSignature(file, `/${group}/${name}`, text)]));
  const spec: Spec = {
    id,
    title,
    formula,
    functions: signatures("functions", functions),
    classes,
    programs: signatures("programs", programs),
    sizes: new Map(Object.entries(sizes)),
    checks: checks.map((check, index) => parseCheck(file, `/checks/${index}`, check)),
    hints,
    device,
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  };
  if (spec.functions.size + spec.classes.length === 0)
    throw new SpecError(`${file}: the document has neither functions nor classes. Name what a student exports.`);
  canBeDrawn(spec, file);
  spec.checks.forEach((check, index) => holdTogether(spec, file, `/checks/${index}`, check));
  return spec;
}

/** On one line, though names are quoted in it that may hold anything. */
function refusal(file: string, what: string): SpecError {
  return new SpecError(`${file}: ${what.replace(/\s+/g, " ")}`);
}

function canBeDrawn(spec: Spec, file: string): void {
  for (const [symbol, range] of spec.sizes) {
    const wrong = wrongRange(range);
    if (wrong !== undefined) throw refusal(file, `/sizes/${symbol} ${wrong}`);
  }
  for (const group of ["functions", "programs"] as const) {
    for (const [name, signature] of spec[group]) {
      const wrong = undrawable(signature, spec.sizes);
      if (wrong !== undefined) throw refusal(file, `/${group}/${name}${wrong}`);
    }
  }
}

function readSignature(file: string, path: string, text: { readonly [name: string]: TypeText }): Signature {
  try {
    return parseSignature(text, path);
  } catch (error) {
    if (error instanceof TypeTextError) throw refusal(file, `${error.path} ${error.message}`);
    throw error;
  }
}

function parseCheck(file: string, path: string, json: CheckJson): CheckSpec {
  const given = kinds.filter((kind) => json[kind] !== undefined);
  if (given.length !== 1) {
    throw refusal(
      file,
      `${path} ("${json.name}") has ${given.length === 0 ? "none" : given.join(" and ")} of ${kinds.join(", ")}, expected exactly one.`,
    );
  }
  const base = {
    name: json.name,
    call: json.call,
    points: json.points,
    visibility: json.visibility ?? "visible",
    needs: json.needs ?? [],
    tolerance: json.tolerance ?? {},
    ...(json.given === undefined ? {} : { given: json.given }),
    ...(json.runs === undefined ? {} : { runs: json.runs }),
    ...(json.hint === undefined ? {} : { hint: json.hint }),
    ...(json.degenerate === undefined ? {} : { degenerate: json.degenerate }),
    ...(json.doublePrecision === undefined ? {} : { doublePrecision: json.doublePrecision }),
  };
  if (json.cases) return { ...base, kind: "cases", cases: json.cases.map(parseCase) };
  if (json.matches) return { ...base, kind: "matches" };
  if (json.gradient !== undefined) return { ...base, kind: "gradient", by: json.gradient };
  return { ...base, kind: "property", property: json.property!, settings: json.with ?? {} };
}

function parseCase(json: { readonly [key: string]: Json }): Case {
  const { expect, throws, source, ...input } = json;
  return {
    input,
    source: String(source),
    ...(expect === undefined ? {} : { expect }),
    ...(throws === undefined ? {} : { throws: String(throws) }),
  };
}

function holdTogether(spec: Spec, file: string, path: string, check: CheckSpec): void {
  const refuse = (what: string): never => {
    throw refusal(file, `${path}${what}`);
  };
  const signature = signatureOf(spec, check.call);
  const known = [...spec.functions.keys(), ...spec.programs.keys()];
  if (!signature) return refuse(`/call is "${check.call}", expected one of ${known.join(", ")}.`);
  if (spec.checks.filter(({ name }) => name === check.name).length > 1)
    refuse(`/name "${check.name}" stands twice. Each check needs a name of its own.`);
  for (const need of check.needs) {
    if (!spec.checks.some(({ name }) => name === need))
      refuse(`/needs names "${need}", expected the name of another check of this spec.`);
  }
  if (check.kind === "gradient" && !signatureOf(spec, check.by))
    refuse(`/gradient is "${check.by}", expected one of ${known.join(", ")}.`);
  const built = spec.checks.find(({ call, kind }) => call === check.call && kind !== "gradient");
  for (const name of [...check.needs, ...(built ? [built.name] : [])]) {
    const { visibility } = spec.checks.find((other) => other.name === name)!;
    if (visibility === "hidden" && check.visibility !== "hidden")
      refuse(
        ` ("${check.name}") builds on the hidden check "${name}", which runs after all that are shown. Hide both, or neither.`,
      );
  }
  if (check.kind === "gradient") gradientsBelong(signature, signatureOf(spec, check.by)!.returns, check, refuse);
  if (check.kind !== "cases") return;
  check.cases.forEach((one, index) => {
    if ((one.expect === undefined) === (one.throws === undefined))
      refuse(`/cases/${index} needs either "expect" or "throws".`);
    if (/^(the )?reference$/i.test(one.source))
      refuse(
        `/cases/${index}/source is "${one.source}". Name a source outside this project: a formula worked by hand, a library with its version, a published table.`,
      );
    for (const name of Object.keys(one.input)) {
      if (!signature.parameters.has(name))
        refuse(
          `/cases/${index} gives "${name}", expected arguments of ${check.call}: ${[...signature.parameters.keys()].join(", ")}.`,
        );
    }
  });
}

/** A gradient that nothing is moved for, or a field that belongs to no argument, would be checked by nothing, in silence. */
function gradientsBelong(
  { parameters }: Signature,
  returns: Type,
  check: { readonly call: string; readonly by: string },
  refuse: (what: string) => never,
): void {
  const moved = [...parameters].filter(([, type]) => isMovable(type)).map(([name]) => name);
  if (moved.length === 0)
    refuse(`/gradient is "${check.by}", but ${check.call} has no argument of real numbers. State it as "tensor[…]".`);
  if (returns.kind !== "record") return;
  const wanted = moved.map(gradientName);
  for (const field of returns.fields.keys()) {
    if (!wanted.includes(field))
      refuse(
        `/gradient "${check.by}" returns ${field}, expected gradients of the real arguments of ${check.call}: ${wanted.join(", ")}.`,
      );
  }
}

function isMovable(type: Type): boolean {
  return type.kind === "record" ? [...type.fields.values()].some(isMovable) : isDifferentiable(type);
}
