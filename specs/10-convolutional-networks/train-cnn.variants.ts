import { arange, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import type { CnnParameters } from "#reference/10-convolutional-networks/train-cnn.ts";
import { cnn, cnnBackward } from "#reference/10-convolutional-networks/train-cnn.ts";

const names = ["convWeight", "convBias", "linearWeight", "linearBias"] as const;

export default variants<typeof import("#reference/10-convolutional-networks/train-cnn.ts")>({
  "pixel by pixel": {
    cnn: (images, parameters) => {
      // Refuses what does not fit; its result is not used.
      cnn(images, parameters);
      const { convWeight, convBias, linearWeight, linearBias } = parameters;
      const [count, , height, width] = images.shape as readonly [number, number, number, number];
      const filters = convWeight.shape[0]!;
      const classes = linearWeight.shape[0]!;
      const [h, w] = [(height - 2) / 2, (width - 2) / 2];
      const logits = zeros([count, classes]);
      for (let n = 0; n < count; n++) {
        for (let c = 0; c < classes; c++) logits.data[n * classes + c] = linearBias.at(c);
        for (let f = 0; f < filters; f++) {
          for (let place = 0; place < h * w; place++) {
            const [row, column] = [2 * Math.floor(place / w), 2 * (place % w)];
            let largest = 0;
            for (let corner = 0; corner < 4; corner++) {
              let sum = convBias.at(f);
              for (let entry = 0; entry < 9; entry++) {
                const [u, v] = [Math.floor(entry / 3), entry % 3];
                const pixel = images.at(n, 0, row + (corner >> 1) + u, column + (corner & 1) + v);
                sum += convWeight.at(f, 0, u, v) * pixel;
              }
              largest = Math.max(largest, sum);
            }
            for (let c = 0; c < classes; c++) {
              logits.data[n * classes + c]! += largest * linearWeight.at(c, f * h * w + place);
            }
          }
        }
      }
      return logits;
    },
  },
  "momentum, whole epochs, uniform weights": {
    trainCnn: (images, labels, random) => {
      const [count, , height, width] = images.shape as readonly [number, number, number, number];
      const features = 3 * (height - 2) * (width - 2);
      const classes = labels.max().item() + 1;
      const uniform = (shape: readonly number[], inputs: number): Tensor => {
        const limit = Math.sqrt(6 / inputs);
        return random.uniform(shape, -limit, limit);
      };
      const parameters: { -readonly [Name in keyof CnnParameters]: Tensor } = {
        convWeight: uniform([12, 1, 3, 3], 9),
        convBias: zeros([12]),
        linearWeight: uniform([classes, features], features),
        linearBias: zeros([classes]),
      };
      const velocity = { ...parameters };
      for (const name of names) velocity[name] = zeros(parameters[name].shape);
      for (let seen = 0; seen < 2400; seen += count) {
        const order = random.permutation(count);
        for (let start = 0; start < count; start += 16) {
          const batch = order.slice(start, start + 16);
          const shown = images.gather(batch);
          const logits = cnn(shown, parameters);
          const powers = logits.sub(logits.max(1, { keepDims: true })).exp();
          const targets = labels.gather(batch).expandDims(1).equal(arange(classes));
          const gradLogits = powers
            .div(powers.sum(1, { keepDims: true }))
            .sub(targets)
            .div(batch.length);
          const { gradParameters } = cnnBackward(shown, parameters, gradLogits);
          for (const name of names) {
            velocity[name] = velocity[name].mul(0.9).add(gradParameters[name]);
            parameters[name] = parameters[name].sub(velocity[name].mul(0.05));
          }
        }
      }
      return parameters;
    },
  },
  "gradients pixel by pixel": {
    cnnBackward: (images, { convWeight, convBias, linearWeight, linearBias }, gradOutput) => {
      const [count, , height, width] = images.shape as readonly [number, number, number, number];
      const [filters, classes] = [convWeight.shape[0]!, linearBias.size];
      const [h, w] = [(height - 2) / 2, (width - 2) / 2];
      const gradients = [convWeight, convBias, linearWeight].map(({ shape }) => zeros(shape));
      const [gradFilters, gradConvBias, gradLinear] = gradients as [Tensor, Tensor, Tensor];
      for (let n = 0; n < count; n++) {
        for (let feature = 0; feature < filters * h * w; feature++) {
          const [f, place] = [Math.floor(feature / (h * w)), feature % (h * w)];
          const [top, left] = [2 * Math.floor(place / w), 2 * (place % w)];
          const patches = [0, 1, 2, 3].map((corner) => {
            const [row, column] = [top + (corner >> 1), left + (corner & 1)];
            return images.slice(n, 0, [row, row + 3], [column, column + 3]);
          });
          const filter = convWeight.slice(f, 0);
          const sums = patches.map((patch) => patch.mul(filter).sum().item() + convBias.at(f));
          const largest = Math.max(...sums);
          if (largest <= 0) continue; // ReLU lets nothing through
          let received = 0;
          for (let c = 0; c < classes; c++) {
            gradLinear.data[c * filters * h * w + feature]! += gradOutput.at(n, c) * largest;
            received += gradOutput.at(n, c) * linearWeight.at(c, feature);
          }
          gradConvBias.data[f]! += received;
          const winner = patches[sums.indexOf(largest)]!;
          for (const [entry, pixel] of winner.data.entries()) gradFilters.data[f * 9 + entry]! += received * pixel;
        }
      }
      const linear = { linearWeight: gradLinear, linearBias: gradOutput.sum(0) };
      return { gradParameters: { convWeight: gradFilters, convBias: gradConvBias, ...linear } };
    },
  },
});
