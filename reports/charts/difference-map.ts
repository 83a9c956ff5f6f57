/**
 * A matrix as a map of how far each entry is off: its sign as a character, its size as a shade. The slices of a tensor with
 * more axes stand side by side. It reads without colour: entries that are right are empty, and where there is room the
 * difference stands in the cell.
 */
import { scaleQuantize } from "d3-scale";
import { shortNumber } from "#graders/result/numbers.ts";
import type { Language } from "../texts/language.ts";
import type { Chosen } from "./choose.ts";

export interface DifferenceMap {
  readonly title: string;
  readonly description: string;
  readonly legend: string;
  readonly slices: readonly Slice[];
  /** Slices that are not drawn, in words. */
  readonly rest: string;
}

interface Slice {
  /** `[0, 1]`, the indices before the last two; empty where there is one slice. */
  readonly label: string;
  readonly name: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly columns: readonly Label[];
  readonly rows: readonly Label[];
  readonly cells: readonly Cell[];
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

interface Cell extends Label {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** `right`, `above-1` to `above-4`, `below-1` to `below-4`, or `unknown` where the difference is no number. */
  readonly tone: string;
  /** A stroke from corner to corner, where the difference is no number. */
  readonly crossed: boolean;
  readonly through: string;
}

const shades = [1, 2, 3, 4];
const mostSlices = 6;
/** With so many columns there is room for the differences themselves. */
const roomy = 8;
const labelWidth = 24;
const labelHeight = 18;

export function differenceMap(chosen: Extract<Chosen, { kind: "map" }>, language: Language): DifferenceMap {
  const { shape, expected, actual, wrong } = chosen;
  const { map } = language.texts.student.charts;
  const differences = expected.map((value, index) => (wrong.has(index) ? actual[index]! - value : 0));
  const sizes = differences.filter((_, index) => wrong.has(index)).map(Math.abs);
  const largest = Math.max(...sizes.filter(Number.isFinite), 0);
  const shadeOf = scaleQuantize().domain([0, largest]).range(shades);
  const [height, width] = shape.slice(-2) as [number, number];
  const outer = shape.slice(0, -2);
  const count = outer.reduce((product, size) => product * size, 1);
  const within = height * width;
  const differing = Array.from({ length: count }, (_, slice) => slice).filter((slice) =>
    differences.slice(slice * within, (slice + 1) * within).some((_, index) => wrong.has(slice * within + index)),
  );
  const drawn = differing.slice(0, mostSlices);
  const slices = drawn.map((slice): Slice => {
    const label = outer.length === 0 ? "" : indexText(slice, outer);
    const own = [...wrong].filter((index) => Math.floor(index / within) === slice).length;
    return {
      label,
      name: map.name(label),
      description: map.description(own, within),
      ...laidOut({ height, width }, (row, column) => {
        const index = slice * within + row * width + column;
        const difference = differences[index]!;
        return wrong.has(index) ? cellOf(difference, shadeOf(Math.abs(difference)), width <= roomy) : right;
      }),
    };
  });
  return {
    title: map.title,
    description: map.description(wrong.size, expected.length),
    legend: largest > 0 ? map.legend(shortNumber(largest, 3)) : map.noNumbers,
    slices,
    rest: count > drawn.length ? map.rest(count - drawn.length, differing.length - drawn.length) : "",
  };
}

type Look = Pick<Cell, "text" | "tone" | "crossed">;

const right: Look = { text: "", tone: "right", crossed: false };

function cellOf(difference: number, shade: number, isRoomy: boolean): Look {
  if (!Number.isFinite(difference)) return { text: isRoomy ? "?" : "", tone: "unknown", crossed: !isRoomy };
  const sign = difference > 0 ? "+" : "−";
  const text = isRoomy ? sign + shortNumber(Math.abs(difference), 2) : sign;
  return { text, tone: `${difference > 0 ? "above" : "below"}-${shade}`, crossed: false };
}

function laidOut(
  { height, width }: { readonly height: number; readonly width: number },
  look: (row: number, column: number) => Look,
): Pick<Slice, "width" | "height" | "columns" | "rows" | "cells"> {
  const [cellWidth, cellHeight] = width <= roomy ? [58, 26] : [20, 20];
  const middle = { x: cellWidth / 2, y: cellHeight / 2 };
  const rows = Array.from({ length: height }, (_, row) => row);
  const columns = Array.from({ length: width }, (_, column) => column);
  return {
    width: labelWidth + width * cellWidth + 1,
    height: labelHeight + height * cellHeight + 1,
    columns: columns.map((column) => ({
      text: String(column),
      x: labelWidth + column * cellWidth + middle.x,
      y: labelHeight - 6,
    })),
    rows: rows.map((row) => ({ text: String(row), x: labelWidth - 6, y: labelHeight + row * cellHeight + middle.y })),
    cells: rows.flatMap((row) =>
      columns.map((column): Cell => {
        const [left, top] = [labelWidth + column * cellWidth, labelHeight + row * cellHeight];
        const place = { left, top, width: cellWidth, height: cellHeight, x: left + middle.x, y: top + middle.y };
        const through = `M${left},${top + cellHeight}l${cellWidth},${-cellHeight}`;
        return { ...place, through, ...look(row, column) };
      }),
    ),
  };
}

function indexText(slice: number, outer: readonly number[]): string {
  const place: number[] = [];
  let rest = slice;
  for (const size of outer.toReversed()) {
    place.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${place.join(", ")}]`;
}
