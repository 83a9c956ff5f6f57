import { variants } from "#graders/spec/authoring.ts";
import { train, type EpochReport } from "#reference/08-optimisers/training-loop.ts";

export default variants<typeof import("#reference/08-optimisers/training-loop.ts")>({
  "shuffled by sorting random keys, batches by slices": {
    train: (task, { epochs = 1, batchSize = 32, random, callbacks = [] } = {}) => {
      const refused = { lossAndGradients: () => ({ loss: 0, gradients: [] }), optimiser: { step: () => [] } };
      train({ ...task, ...refused }, { epochs, batchSize }); // refuses what is wrong
      const history: EpochReport[] = [];
      let parameters = [...task.parameters];
      let { inputs, targets } = task.training;
      const count = targets.shape[0]!;
      while (history.length < epochs) {
        if (random) {
          const keys = Array.from({ length: count }, (_, n) => [random.number(), n] as const);
          const order = keys.toSorted(([a], [b]) => a - b).map(([, n]) => n);
          [inputs, targets] = [inputs.gather(order), targets.gather(order)];
        }
        let [loss, shown] = [0, 0];
        while (shown < count) {
          const range = [shown, Math.min(count, shown + batchSize)] as const;
          const batch = { inputs: inputs.slice(range), targets: targets.slice(range) };
          const measured = task.lossAndGradients(parameters, batch);
          parameters = task.optimiser.step(parameters, measured.gradients);
          const size = range[1] - range[0];
          loss += ((measured.loss - loss) * size) / (shown + size); // the mean so far
          shown += size;
        }
        const epoch = history.length + 1;
        const { validation } = task;
        const report = validation
          ? { epoch, loss, validationLoss: task.lossAndGradients(parameters, validation).loss }
          : { epoch, loss };
        history.push(report);
        let ends = false;
        for (const callback of callbacks) if (callback(report, parameters) === true) ends = true;
        if (ends) break;
      }
      return { parameters, history };
    },
  },
});
