import { tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { EarlyStopping, type EarlyStoppingOptions } from "#reference/08-optimisers/early-stopping.ts";
import type { EarlyStoppingModule } from "./early-stopping.programs.ts";

type Settings = Required<EarlyStoppingOptions>;

interface Rules {
  isProgress(loss: number, best: number, settings: Settings): boolean;
  /** Which loss the next one is held against. */
  heldAgainst(loss: number, best: number, progress: boolean): number;
  /** How many epochs without progress there have been after this one. */
  waited(before: number, progress: boolean): number;
  stops(waited: number, patience: number): boolean;
  /** The parameters that are kept, from those of this epoch and those that were kept. */
  kept(now: readonly Tensor[], before: readonly Tensor[], progress: boolean): readonly Tensor[];
  /** Which epoch is called the best. */
  epochOf(epoch: number): number;
}

const copies = (parameters: readonly Tensor[]): readonly Tensor[] => parameters.map((parameter) => tensor(parameter));

const right: Rules = {
  isProgress: (loss, best, { minDelta }) => loss < best - minDelta,
  heldAgainst: (loss, best, progress) => (progress ? loss : best),
  waited: (before, progress) => (progress ? 0 : before + 1),
  stops: (waited, patience) => waited >= patience,
  kept: (now, before, progress) => (progress ? copies(now) : before),
  epochOf: (epoch) => epoch,
};

function stoppingWith(changed: Partial<Rules>, refuses = true): EarlyStoppingModule["EarlyStopping"] {
  const rules = { ...right, ...changed };
  return class {
    readonly settings: Settings;
    bestLoss = Infinity;
    bestEpoch = 0;
    bestParameters: readonly Tensor[] = [];
    epochs = 0;
    waited = 0;
    constructor(options: EarlyStoppingOptions = {}) {
      this.settings = refuses ? new EarlyStopping(options).options : { patience: 5, minDelta: 0, ...options };
    }
    step(loss: number, parameters: readonly Tensor[]): boolean {
      this.epochs += 1;
      const progress = rules.isProgress(loss, this.bestLoss, this.settings);
      this.bestParameters = rules.kept(parameters, this.bestParameters, progress);
      this.bestLoss = rules.heldAgainst(loss, this.bestLoss, progress);
      if (progress) this.bestEpoch = rules.epochOf(this.epochs);
      this.waited = rules.waited(this.waited, progress);
      return rules.stops(this.waited, this.settings.patience);
    }
  };
}

export default mistakes<EarlyStoppingModule>({
  "stops an epoch late": {
    looksLike: "Training stops one epoch late: only when more epochs than patience have made no progress.",
    reread: "training stops at the `patience`-th in a row that makes none",
    EarlyStopping: stoppingWith({ stops: (waited, patience) => waited > patience }),
  },
  "stops at once": {
    looksLike: "The first epoch without progress stops training, whatever patience says.",
    reread: "training stops at the `patience`-th in a row that makes none",
    EarlyStopping: stoppingWith({ stops: (waited) => waited >= 1 }),
  },
  "never stops": {
    looksLike: "Training is never told to stop.",
    reread: "training stops at the `patience`-th in a row that makes none",
    EarlyStopping: stoppingWith({ stops: () => false }),
  },
  "better than the last": {
    looksLike: "A loss is held against the one before it, not against the best.",
    reread: "An epoch makes progress when loss < best − minDelta",
    EarlyStopping: stoppingWith({ heldAgainst: (loss) => loss }),
  },
  "best creeps down": {
    looksLike: "Losses that are lower by less than minDelta lower the best one nevertheless.",
    reread: "best: the loss of the last epoch that made progress",
    EarlyStopping: stoppingWith({ heldAgainst: (loss, best) => Math.min(loss, best) }),
  },
  "count not set back": {
    looksLike: "Epochs without progress add up, also when there is progress between them.",
    reread: "in a row",
    EarlyStopping: stoppingWith({ waited: (before, progress) => before + (progress ? 0 : 1) }),
  },
  "least difference ignored": {
    looksLike: "Any lower loss is progress: minDelta plays no part.",
    reread: "loss < best − minDelta",
    EarlyStopping: stoppingWith({ isProgress: (loss, best) => loss < best }),
  },
  "least difference added": {
    looksLike: "minDelta has the wrong sign: losses that are a little higher count as progress.",
    reread: "loss < best − minDelta",
    EarlyStopping: stoppingWith({ isProgress: (loss, best, { minDelta }) => loss < best + minDelta }),
  },
  "no change is progress": {
    looksLike: "A loss equal to the best counts as progress, so that a loss that stands still never stops training.",
    reread: "loss < best − minDelta: lower, not equal",
    EarlyStopping: stoppingWith({
      isProgress: (loss, best, { minDelta }) => loss < best - minDelta || (loss === best - minDelta && best < Infinity),
    }),
  },
  "last weights": {
    looksLike: "What is kept are the last parameters, not the best.",
    reread: "bestParameters: what the best epoch's parameters were",
    EarlyStopping: stoppingWith({ kept: copies }),
  },
  "first weights": {
    looksLike: "The parameters of the first epoch are kept, and those of better ones not.",
    reread: "bestParameters: what the best epoch's parameters were",
    EarlyStopping: stoppingWith({ kept: (now, before) => (before.length === 0 ? copies(now) : before) }),
  },
  "not copied": {
    looksLike: "The parameters themselves are kept, not copies: whoever writes into them changes the best ones, too.",
    reread: "bestParameters: whatever training goes on to do with them",
    EarlyStopping: stoppingWith({ kept: (now, before, progress) => (progress ? now : before) }),
  },
  "epochs counted from 0": {
    looksLike: "Epochs are counted from 0.",
    reread: "bestEpoch: counted from 1",
    EarlyStopping: stoppingWith({ epochOf: (epoch) => epoch - 1 }),
  },
  "any patience": {
    looksLike: "A patience below 1, or a negative minDelta, is taken.",
    reread: "patience: a whole number above 0; minDelta: at least 0",
    EarlyStopping: stoppingWith({}, false),
  },
});
