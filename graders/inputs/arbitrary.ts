/**
 * A fast-check arbitrary over the arguments of one call.
 *
 * There is one primitive: draw everything again from a seed at a given scale. Shrinking draws again with smaller sizes
 * and coarser numbers, so whatever it tries is a valid input by construction, also where sizes depend on each other,
 * and what remains is small and round. A chain of per-entry shrinks would have to know every rule of every generator.
 * The scales are tried from the smallest up, and the first that fails ends the search: all below it have had their turn.
 */
import fc from "fast-check";
import { Draw, fullScale, type Scale } from "./draw.ts";

export interface Inputs {
  /** Seed and scale from which {@link Inputs.values} is drawn again. */
  readonly seed: number;
  readonly scale: Scale;
  readonly values: { readonly [argument: string]: unknown };
}

/** From the smallest up: without options before larger, whole numbers before halves and quarters. */
const shrinkScales: readonly Scale[] = [
  { largest: 1, grain: 1, reach: 4, plain: true },
  { largest: 2, grain: 1, reach: 4, plain: true },
  { largest: 1, grain: 1, reach: 4 },
  { largest: 2, grain: 1, reach: 4 },
  { largest: 2, grain: 1 / 2, reach: 4 },
  { largest: 3, grain: 1 / 2, reach: 4, plain: true },
  { largest: 3, grain: 1 / 4, reach: 4 },
  { largest: 5, grain: 1 / 4, reach: 4 },
  { largest: 3, grain: 1 },
  { largest: 5, grain: 1 },
];
const attemptsPerScale = 6;

export class InputsArbitrary extends fc.Arbitrary<Inputs> {
  readonly #draw: (draw: Draw) => { [argument: string]: unknown };

  constructor(draw: (draw: Draw) => { [argument: string]: unknown }) {
    super();
    this.#draw = draw;
  }

  override generate(random: fc.Random): fc.Value<Inputs> {
    return this.#at(random.nextInt(0, 2 ** 31 - 1), fullScale);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Inputs {
    return false;
  }

  override shrink(inputs: Inputs): fc.Stream<fc.Value<Inputs>> {
    return fc.stream(this.#smaller(inputs));
  }

  *#smaller({ seed, scale }: Inputs): IterableIterator<fc.Value<Inputs>> {
    if (scale !== fullScale) return;
    for (const smaller of shrinkScales) {
      for (let attempt = 1; attempt <= attemptsPerScale; attempt++)
        yield this.#at((seed + attempt * 7919) % 2 ** 31, smaller);
    }
  }

  #at(seed: number, scale: Scale): fc.Value<Inputs> {
    return new fc.Value({ seed, scale, values: this.#draw(new Draw(seed, scale)) }, undefined);
  }
}
