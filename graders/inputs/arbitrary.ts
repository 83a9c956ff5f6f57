/**
 * A fast-check arbitrary over the arguments of one call.
 *
 * There is one primitive: draw everything again from a seed at a given scale. Shrinking draws again with smaller sizes
 * and coarser numbers, so whatever it tries is a valid input by construction, also where sizes depend on each other,
 * and what remains is small and round. A chain of per-entry shrinks would have to know every rule of every generator.
 */
import fc from "fast-check";
import { Draw, fullScale, type Scale } from "./draw.ts";

export interface Inputs {
  /** Seed and scale from which {@link Inputs.values} is drawn again. */
  readonly seed: number;
  readonly scale: Scale;
  readonly values: { readonly [argument: string]: unknown };
}

const shrinkLevels: readonly Scale[] = [
  { largest: 1, coarse: true },
  { largest: 2, coarse: true },
  { largest: 3, coarse: true },
  { largest: 5, coarse: true },
];
const attemptsPerLevel = 6;

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

  *#smaller(inputs: Inputs): IterableIterator<fc.Value<Inputs>> {
    for (const scale of shrinkLevels) {
      const smaller = scale.largest < inputs.scale.largest || (scale.coarse && !inputs.scale.coarse);
      if (!smaller) return;
      for (let attempt = 1; attempt <= attemptsPerLevel; attempt++)
        yield this.#at((inputs.seed + attempt * 7919) % 2 ** 31, scale);
    }
  }

  #at(seed: number, scale: Scale): fc.Value<Inputs> {
    return new fc.Value({ seed, scale, values: this.#draw(new Draw(seed, scale)) }, undefined);
  }
}
