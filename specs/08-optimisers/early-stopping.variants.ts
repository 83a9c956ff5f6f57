import { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { EarlyStopping, type EarlyStoppingOptions } from "#reference/08-optimisers/early-stopping.ts";
import type { EarlyStoppingModule } from "./early-stopping.programs.ts";

export default variants<EarlyStoppingModule>({
  "the whole history kept and searched": {
    EarlyStopping: class {
      readonly options: Required<EarlyStoppingOptions>;
      readonly history: { loss: number; parameters: Tensor[] }[] = [];
      constructor(options: EarlyStoppingOptions = {}) {
        this.options = new EarlyStopping(options).options;
      }
      get bestEpoch(): number {
        let [best, at] = [Infinity, 0];
        for (const [index, { loss }] of this.history.entries()) {
          if (best - loss > this.options.minDelta) [best, at] = [loss, index + 1];
        }
        return at;
      }
      get bestLoss(): number {
        return this.history[this.bestEpoch - 1]?.loss ?? Infinity;
      }
      get bestParameters(): readonly Tensor[] {
        return this.history[this.bestEpoch - 1]?.parameters ?? [];
      }
      step(loss: number, parameters: readonly Tensor[]): boolean {
        const copied = parameters.map(({ data, shape }) => new Tensor(data.slice(), shape));
        this.history.push({ loss, parameters: copied });
        return this.history.length - this.bestEpoch >= this.options.patience;
      }
    },
  },
});
