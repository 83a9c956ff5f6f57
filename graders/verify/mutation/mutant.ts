/** One small change to a file, such as `<` for `<=`, that a good spec notices. */
export interface Mutant {
  readonly mutator: string;
  /** Both from 1, as an editor counts. */
  readonly line: number;
  readonly column: number;
  /** The whole line that the change begins in, trimmed. */
  readonly source: string;
  /** What stands there and what the mutant has instead; white space is one blank. */
  readonly from: string;
  readonly to: string;
  /** JavaScript with the change in it. */
  readonly code: string;
  /** The switch that turns the change on, where the code holds more than one. */
  readonly key?: string;
}
