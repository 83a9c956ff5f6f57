import { zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { decode, encode } from "#reference/10-convolutional-networks/autoencoder.ts";
import { trainWith } from "./autoencoder-training.ts";

export default variants<typeof import("#reference/10-convolutional-networks/autoencoder.ts")>({
  "pixel by pixel": {
    encode: (images, encoder) => {
      encode(images, encoder); // refuses what does not fit; its result is not used
      const { convWeight, convBias, codeWeight, codeBias } = encoder;
      const [count, channels, height, width] = images.shape as readonly [number, number, number, number];
      const [filters, h, w] = codeWeight.shape.slice(1) as [number, number, number];
      const code = zeros([count, codeBias.size]).add(codeBias);
      for (let n = 0; n < count; n++) {
        for (let feature = 0; feature < filters * h * w; feature++) {
          const [f, i, j] = [Math.floor(feature / (h * w)), Math.floor(feature / w) % h, feature % w];
          let sum = convBias.at(f);
          for (let entry = 0; entry < 16 * channels; entry++) {
            const [c, k, l] = [entry >> 4, (entry >> 2) & 3, entry & 3];
            const [row, column] = [2 * i + k - 1, 2 * j + l - 1];
            const isInside = row >= 0 && row < height && column >= 0 && column < width;
            if (isInside) sum += convWeight.at(f, c, k, l) * images.at(n, c, row, column);
          }
          if (sum <= 0) continue;
          for (let z = 0; z < codeBias.size; z++) code.data[n * codeBias.size + z]! += sum * codeWeight.at(z, f, i, j);
        }
      }
      return code;
    },
    decode: (code, decoder) => {
      decode(code, decoder);
      const { mapWeight, mapBias, imageWeight, imageBias } = decoder;
      const [filters, h, w] = mapBias.shape as readonly [number, number, number];
      const [count, channels] = [code.shape[0]!, imageBias.size];
      const images = zeros([count, channels, 2 * h, 2 * w]).add(imageBias.reshape([-1, 1, 1]));
      for (let n = 0; n < count; n++) {
        for (let place = 0; place < filters * h * w; place++) {
          const [f, i, j] = [Math.floor(place / (h * w)), Math.floor(place / w) % h, place % w];
          const sum =
            code
              .slice(n)
              .mul(mapWeight.slice(f, i, j))
              .sum()
              .item() + mapBias.at(f, i, j);
          if (sum <= 0) continue;
          for (let entry = 0; entry < 16 * channels; entry++) {
            const [c, k, l] = [entry >> 4, (entry >> 2) & 3, entry & 3];
            const [row, column] = [2 * i + k - 1, 2 * j + l - 1];
            if (row < 0 || row >= 2 * h || column < 0 || column >= 2 * w) continue;
            images.data[((n * channels + c) * 2 * h + row) * 2 * w + column]! += sum * imageWeight.at(f, c, k, l);
          }
        }
      }
      return images;
    },
  },
  "whole epochs, uniform weights, fewer filters in the encoder": { trainAutoencoder: trainWith({}) },
});
