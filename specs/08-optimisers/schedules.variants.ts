import { variants } from "#graders/spec/authoring.ts";
import {
  cosineDecay,
  exponentialDecay,
  inverseSquareRoot,
  linearWarmup,
  stepDecay,
} from "#reference/08-optimisers/schedules.ts";
import type { SchedulesModule } from "./schedules.programs.ts";

export default variants<SchedulesModule>({
  "step by step from the rate before": {
    stepDecay: (step, options) => {
      stepDecay(step, options); // refuses what is no step
      let rate = options.learningRate;
      for (let t = 1; t <= step; t++) if (t % options.stepSize === 0) rate *= options.gamma ?? 0.1;
      return rate;
    },
    exponentialDecay: (step, options) => {
      exponentialDecay(step, options); // refuses what is no step
      return step === 0 ? options.learningRate : options.gamma * exponentialDecay(step - 1, options);
    },
  },
  "by cases, and with the square of a cosine": {
    cosineDecay: (step, options) => {
      cosineDecay(step, options); // refuses what is no step
      const { learningRate, totalSteps, minLearningRate = 0 } = options;
      if (step >= totalSteps) return minLearningRate;
      return minLearningRate + (learningRate - minLearningRate) * Math.cos((Math.PI * step) / (2 * totalSteps)) ** 2;
    },
    linearWarmup: (step, options) => {
      linearWarmup(step, options); // refuses what is no step
      const { learningRate, warmupSteps, startFactor = 1 / 3 } = options;
      if (step >= warmupSteps) return learningRate;
      return (learningRate * (startFactor * (warmupSteps - step) + step)) / warmupSteps;
    },
    inverseSquareRoot: (step, options) => {
      inverseSquareRoot(step, options); // refuses what is no step
      const { learningRate, warmupSteps } = options;
      return step < warmupSteps ? (learningRate * step) / warmupSteps : learningRate * (step / warmupSteps) ** -0.5;
    },
  },
});
