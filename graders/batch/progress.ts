/** Says how far a batch is: one line that moves on a terminal, plain lines elsewhere. Goes to stderr; results go to stdout. */
export class Progress {
  readonly #total: number;
  readonly #moving = process.stderr.isTTY;
  readonly #start = performance.now();
  #done = 0;

  constructor(total: number) {
    this.#total = total;
  }

  /** @param what - one line about the item that is done; no text of a student's. */
  step(what: string): void {
    this.#done += 1;
    const head = `[${String(this.#done).padStart(String(this.#total).length)}/${this.#total}]`;
    if (!this.#moving) {
      process.stderr.write(`${head} ${what}\n`);
      return;
    }
    const perItem = (performance.now() - this.#start) / this.#done;
    const left = timeLeft((perItem * (this.#total - this.#done)) / 1000);
    const line = `${head} ${what}${left === "" ? "" : `, ${left} left`}`;
    process.stderr.write(
      `\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}${this.#done === this.#total ? "\n" : ""}`,
    );
  }
}

/** `about 40 s`, `about 5 min`, `about 3 h`; nothing for what is over at once. */
export function timeLeft(seconds: number): string {
  if (seconds <= 2) return "";
  if (seconds < 100) return `about ${Math.ceil(seconds)} s`;
  const minutes = seconds / 60;
  return minutes < 100 ? `about ${Math.round(minutes)} min` : `about ${Math.round(minutes / 60)} h`;
}
