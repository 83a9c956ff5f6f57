/**
 * A class graded through a queue, event by event, from what each step was measured to cost.
 *
 * Three kinds of stations: the run that hands out the work, which prepares each job and takes each result in, one thing at a time; Redis, one command
 * at a time; and the workers, each with one core and one submission. Jobs in the queue are bounded as in the real run. Nothing fails.
 */
import { Random } from "#tensor";

/** Seconds of one core, unless it says otherwise. */
export interface Costs {
  /** A worker's, for each of some submissions. */
  readonly service: readonly number[];
  /** Reading, stripping and packing. */
  readonly prepare: number;
  /** All else of a job: commands to Redis and its events, unpacking, checking, storing, writing the reports. */
  readonly takeIn: number;
  /** Redis, all commands of a job together. */
  readonly redis: number;
  /** The index and the gradebook in the end, for each submission. */
  readonly closing: number;
  /** Wall time of one command there and back. */
  readonly roundTrip: number;
}

export interface Plan {
  readonly workers: number;
  readonly submissions: number;
  /** Jobs in the queue at once. */
  readonly window: number;
  readonly seed: number;
}

export interface Simulated {
  readonly seconds: number;
  /** Shares of the time at work. */
  readonly busy: { readonly workers: number; readonly run: number; readonly redis: number };
  /** Most jobs that waited for a worker at one time. */
  readonly waiting: number;
}

/** A worker asks for a job and gives its result back: two commands in the way of its own work. */
const roundTrips = 2;

type Step = "prepared" | "queued" | "graded" | "returned" | "taken in";

export function simulate(costs: Costs, { workers, submissions, window, seed }: Plan): Simulated {
  const random = new Random(seed);
  const draw = (): number => costs.service[random.integer(0, costs.service.length)]!;
  const agenda = new Agenda<Step>();
  const run = new Station();
  const redis = new Station();
  let now = 0;
  let begun = 0;
  let done = 0;
  let queued = 0;
  let idle = workers;
  let graded = 0;
  let mostWaiting = 0;

  const prepareNext = (): void => {
    if (begun === submissions) return;
    begun += 1;
    agenda.add(run.work(now, costs.prepare), "prepared");
  };
  const gradeNext = (): void => {
    while (idle > 0 && queued > 0) {
      idle -= 1;
      queued -= 1;
      const seconds = draw();
      graded += seconds;
      agenda.add(now + seconds + roundTrips * costs.roundTrip, "graded");
    }
    mostWaiting = Math.max(mostWaiting, queued);
  };
  // Half of Redis's work comes with putting a job in, half with its result.
  const steps: Record<Step, () => void> = {
    prepared: () => agenda.add(redis.work(now, costs.redis / 2) + costs.roundTrip / 2, "queued"),
    queued: () => {
      queued += 1;
      gradeNext();
    },
    graded: () => {
      idle += 1;
      agenda.add(redis.work(now, costs.redis / 2) + costs.roundTrip / 2, "returned");
      gradeNext();
    },
    returned: () => agenda.add(run.work(now, costs.takeIn), "taken in"),
    "taken in": () => {
      done += 1;
      prepareNext();
    },
  };

  for (let job = 0; job < Math.min(window, submissions); job++) prepareNext();
  for (let next = agenda.next(); next; next = agenda.next()) {
    now = next.at;
    steps[next.what]();
  }
  if (done !== submissions) throw new Error(`${done} of ${submissions} came to an end`);
  const closing = costs.closing * submissions;
  const seconds = now + closing;
  const busy = {
    workers: graded / (workers * seconds),
    run: (run.worked + closing) / seconds,
    redis: redis.worked / seconds,
  };
  return { seconds, busy, waiting: mostWaiting };
}

/** Does one thing at a time, in the order in which they come. */
class Station {
  #free = 0;
  worked = 0;

  /** @returns when it is done. */
  work(now: number, seconds: number): number {
    this.worked += seconds;
    this.#free = Math.max(this.#free, now) + seconds;
    return this.#free;
  }
}

interface Entry<What> {
  readonly at: number;
  readonly what: What;
}

/** What will happen, the soonest first: a binary heap. */
class Agenda<What> {
  readonly #entries: Entry<What>[] = [];

  add(at: number, what: What): void {
    const entries = this.#entries;
    let index = entries.push({ at, what }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (entries[parent]!.at <= entries[index]!.at) break;
      this.#swap(parent, index);
      index = parent;
    }
  }

  next(): Entry<What> | undefined {
    const entries = this.#entries;
    const [first] = entries;
    const last = entries.pop();
    if (entries.length === 0 || !last) return first;
    entries[0] = last;
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let soonest = index;
      if (left < entries.length && entries[left]!.at < entries[soonest]!.at) soonest = left;
      if (right < entries.length && entries[right]!.at < entries[soonest]!.at) soonest = right;
      if (soonest === index) return first;
      this.#swap(index, soonest);
      index = soonest;
    }
  }

  #swap(one: number, other: number): void {
    [this.#entries[one], this.#entries[other]] = [this.#entries[other]!, this.#entries[one]!];
  }
}
