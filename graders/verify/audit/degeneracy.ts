/** What an audit finds wrong with the inputs of a check, and how much of it is too much. */

/** One way in which drawn inputs could hide a mistake. */
export interface Degeneracy {
  /** Name of the rule, the same for every check that breaks it. */
  readonly rule: string;
  /** The argument or result it was found in, such as `options.margin`. */
  readonly argument: string;
  /** What was found, over how many draws: it follows the argument's name in a sentence. */
  readonly found: string;
  /** Why that hides mistakes, as a sentence. */
  readonly because: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
  /**
   * Something is missing rather than wrong. Then it is enough that another check of the same function has it: one that
   * keeps a stride at 1 on purpose hides nothing when the others vary it.
   */
  readonly missing?: true;
}

/** Inputs drawn for each check: what happens once in fifty draws is missed once in fifty audits. */
export const drawnInputs = 200;

/** Inputs of a law that trains a model on a data set: each is hundreds of images, and there are no small ones. */
export const drawnDataSets = 10;

/** Inputs on which the reference is called, which costs more than drawing. */
export const calledInputs = 40;

/** "Most" draws: above this share, what a mistake needs in order to show is the exception. */
export const most = 0.5;

/** Almost all entries: so few others could all stand in the first draw and never again. */
export const almostAll = 0.9;

/** Half a step of a difference quotient at 1 (2⁻⁹): a point nearer to 0 than this is on both sides of a kink there. */
export const nearZero = 2 ** -10;

/** Terms below a thousandth of the others can be wrong by half of themselves within most tolerances people choose. */
export const allSmall = 1e-3;

/** In a gradient check one bad entry spoils the whole input, so hardly any may be. */
export const rare = 0.01;

/** Elsewhere some zeros and ties are welcome; at a quarter they begin to carry the check. */
export const quarter = 0.25;

/** Both signs must be there in numbers: one negative entry in twenty leaves three drawn tensors in four without any. */
export const oneSided = 0.95;

/** Fewer observations than this say nothing about a share. */
export const fewest = 10;

/** Closer to 0, 1 or −1 than this, and not there by definition, a sigmoid or tanh has no slope left that could be wrong. */
export const saturated = 1e-6;

/** `83 of 200 draws` */
export function countOf(count: number, total: number, what = "draws"): string {
  return `${count} of ${total} ${what}`;
}
