/**
 * Expected and received as two curves, over an argument or over steps. They differ in stroke and mark, not in colour alone;
 * entries that are wrong are tied to where they should be. What is far off the scale of the expected values would press
 * them flat, so it stands at the edge as an arrow.
 */
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { shortNumber } from "#graders/result/numbers.ts";
import type { Language } from "../texts/language.ts";
import type { Chosen } from "./choose.ts";

export interface Curves {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** What runs along the bottom. */
  readonly axis: string;
  /** Where y is 0, if that is in the picture. */
  readonly zero: number | null;
  readonly expected: Curve;
  readonly actual: Curve;
  /** From an entry that is wrong to where it should be. */
  readonly ties: readonly { readonly x: number; readonly from: number; readonly to: number }[];
  readonly arrows: readonly { readonly x: number; readonly y: number; readonly up: boolean; readonly path: string }[];
  readonly note: string;
}

interface Tick {
  readonly at: number;
  readonly text: string;
}

interface Curve {
  readonly path: string;
  readonly marks: readonly { readonly x: number; readonly y: number }[];
}

const size = { width: 380, height: 210 };
const frame = { left: 44, right: 370, top: 10, bottom: 174 };
/** With more, marks would hide the curve. */
const mostMarks = 40;
const namedPlaces = 4;

export function curves(chosen: Exclude<Chosen, { kind: "map" }>, language: Language): Curves {
  const { expected, actual, wrong } = chosen;
  const xs = chosen.kind === "over argument" ? chosen.argument : expected.map((_, index) => index);
  const order = xs.map((_, index) => index).toSorted((a, b) => xs[a]! - xs[b]!);
  const x = scaleLinear()
    .domain(bounds(xs))
    .range([frame.left + 8, frame.right - 8]);
  const y = scaleLinear()
    .domain(domainOf(expected, actual))
    .nice(5)
    .range([frame.bottom - 8, frame.top + 8]);
  const [low, high] = y.domain() as [number, number];
  const isShown = (value: number): boolean => value >= low && value <= high;
  const draw = line<number>().x((index) => rounded(x(xs[index]!)));
  const curveOf = (values: readonly number[]): Curve => ({
    path: draw.defined((index) => isShown(values[index]!)).y((index) => rounded(y(values[index]!)))(order) ?? "",
    marks:
      values.length > mostMarks
        ? []
        : order
            .filter((index) => isShown(values[index]!))
            .map((index) => ({ x: rounded(x(xs[index]!)), y: rounded(y(values[index]!)) })),
  });
  const off = order.filter((index) => Number.isFinite(actual[index]!) && !isShown(actual[index]!));
  const lost = order.filter((index) => !Number.isFinite(actual[index]!)).length;
  const { curve } = language.texts.student.charts;
  const name = chosen.kind === "over argument" ? chosen.name : curve.step;
  const places = order.filter((index) => wrong.has(index)).map((index) => shortNumber(xs[index]!, 3));
  return {
    title: chosen.kind === "over argument" ? curve.overArgument(name) : curve.overSteps,
    description: curve.description(wrong.size, expected.length, {
      name,
      places: places.slice(0, namedPlaces).join(", "),
      isAll: places.length <= namedPlaces,
    }),
    ...size,
    frame,
    xTicks: x.ticks(6).map((tick) => ({ at: rounded(x(tick)), text: shortNumber(tick, 4) })),
    yTicks: y.ticks(5).map((tick) => ({ at: rounded(y(tick)), text: shortNumber(tick, 4) })),
    axis: name,
    zero: low < 0 && high > 0 ? rounded(y(0)) : null,
    expected: curveOf(expected),
    actual: curveOf(actual),
    ties: order
      .filter((index) => wrong.has(index) && isShown(actual[index]!))
      .map((index) => ({
        x: rounded(x(xs[index]!)),
        from: rounded(y(expected[index]!)),
        to: rounded(y(actual[index]!)),
      })),
    arrows: off.map((index) => arrowAt(rounded(x(xs[index]!)), actual[index]! > high)),
    note: [...(off.length > 0 ? [curve.offScale(off.length)] : []), ...(lost > 0 ? [curve.lost(lost)] : [])].join(" "),
  };
}

/** Both, unless what was received is far outside of what is expected. */
function domainOf(expected: readonly number[], actual: readonly number[]): [number, number] {
  const [low, high] = bounds(expected);
  const room = 2 * (high - low);
  const near = actual.filter((value) => value >= low - room && value <= high + room);
  return bounds([...expected, ...near]);
}

/** Never of no length. */
function bounds(values: readonly number[]): [number, number] {
  const [low = 0, high = 0] = extent(values.filter(Number.isFinite));
  const pad = Math.abs(low) / 2 || 1;
  return low === high ? [low - pad, high + pad] : [low, high];
}

function arrowAt(x: number, up: boolean): Curves["arrows"][number] {
  const y = up ? frame.top + 2 : frame.bottom - 2;
  const base = up ? y + 7 : y - 7;
  return { x, y, up, path: `M${x},${y}L${x - 4},${base}L${x + 4},${base}Z` };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
