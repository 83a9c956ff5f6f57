/** Selections, windows and running sums: gradients that are moved, shared out or added up rather than computed. */
import { Tensor, zeros } from "#tensor";
import { ignored, oneEntry, scaled, upstream } from "../faults.ts";
import { subject } from "../subject.ts";

const window = 2;

/** Max over windows of 2 with stride 1 along the last axis: windows overlap. */
function maxPool(x: Tensor): Tensor {
  const [n, length] = [x.shape[0]!, x.shape[1]! - window + 1];
  const y = zeros([n, length]);
  return y.map((_, index) => {
    const start = Math.floor(index / length) * x.shape[1]! + (index % length);
    return Math.max(...x.data.subarray(start, start + window));
  });
}

type Share = "first" | "last" | "all" | "evenly";

/** @param rule - who has the gradient of a tie, and whether overlapping windows add up. */
function maxPoolBackward(share: Share, rule: "add" | "overwrite" = "add") {
  return (x: Tensor, gradOutput: Tensor): Tensor => {
    const length = gradOutput.shape[1]!;
    const gradX = new Float64Array(x.size);
    for (const [index, upstream] of gradOutput.data.entries()) {
      const start = Math.floor(index / length) * x.shape[1]! + (index % length);
      const entries = [...x.data.subarray(start, start + window)];
      const top = Math.max(...entries);
      const winners = entries.flatMap((entry, place) => (entry === top ? [place] : []));
      const chosen = share === "first" ? winners.slice(0, 1) : share === "last" ? winners.slice(-1) : winners;
      for (const place of chosen) {
        const part = share === "evenly" ? upstream / winners.length : upstream;
        if (rule === "add") gradX[start + place]! += part;
        else gradX[start + place] = part;
      }
    }
    return new Tensor(gradX, x.shape);
  };
}

const pooled = { signature: { x: "tensor[N, L]", returns: "tensor[N, L-1]" }, gradient: "like x", forward: maxPool };

/** Average over windows of 3 with stride 2 and one zero on each side, which counts. */
const padded = (length: number): number => Math.floor((length + 2 - 3) / 2) + 1;
function averagePool(x: Tensor): Tensor {
  const [n, length] = x.shape as [number, number];
  return zeros([n, padded(length)]).map((_, index) => {
    const [row, stop] = [Math.floor(index / padded(length)), index % padded(length)];
    let sum = 0;
    for (let place = 2 * stop - 1; place < 2 * stop + 2; place++)
      if (place >= 0 && place < length) sum += x.data[row * length + place]!;
    return sum / 3;
  });
}
function averagePoolBackward(count: "kernel" | "inside", shift = 0) {
  return (x: Tensor, gradOutput: Tensor): Tensor => {
    const length = x.shape[1]!;
    const gradX = new Float64Array(x.size);
    for (const [index, upstream] of gradOutput.data.entries()) {
      const [row, stop] = [Math.floor(index / padded(length)), index % padded(length)];
      const places = [2 * stop - 1, 2 * stop, 2 * stop + 1].map((place) => place + shift);
      const inside = places.filter((place) => place >= 0 && place < length);
      for (const place of inside) gradX[row * length + place]! += upstream / (count === "kernel" ? 3 : inside.length);
    }
    return new Tensor(gradX, x.shape);
  };
}

/** Places of the entries of a vector from the largest to the smallest. */
const order = (x: Tensor): number[] => Array.from(x.data.keys()).sort((a, b) => x.data[b]! - x.data[a]!);
const sorted = (x: Tensor) =>
  new Tensor(
    order(x).map((place) => x.data[place]!),
    x.shape,
  );
const sortedBackward = (x: Tensor, gradOutput: Tensor) => {
  const gradX = new Float64Array(x.size);
  for (const [rank, place] of order(x).entries()) gradX[place] = gradOutput.data[rank]!;
  return new Tensor(gradX, x.shape);
};

const top = 3;
const topK = (x: Tensor) =>
  new Tensor(
    order(x)
      .slice(0, top)
      .map((place) => x.data[place]!),
    [top],
  );
const topKBackward = (x: Tensor, gradOutput: Tensor) => {
  const gradX = new Float64Array(x.size);
  for (const [rank, place] of order(x).slice(0, top).entries()) gradX[place] = gradOutput.data[rank]!;
  return new Tensor(gradX, x.shape);
};

const runningSum = (x: Tensor): Tensor => {
  let sum = 0;
  return x.map((entry) => (sum += entry));
};
const runningSumBackward = (_x: Tensor, gradOutput: Tensor): Tensor => {
  let sum = 0;
  const gradX = Float64Array.from(gradOutput.data);
  for (let index = gradX.length - 1; index >= 0; index--) gradX[index] = sum += gradX[index]!;
  return new Tensor(gradX, gradOutput.shape);
};

const runningProduct = (x: Tensor): Tensor => {
  let product = 1;
  return x.map((entry) => (product *= entry));
};
const runningProductBackward = (x: Tensor, gradOutput: Tensor): Tensor =>
  x.map((_, index) => {
    let sum = 0;
    let others = 1;
    for (let place = 0; place < x.size; place++) {
      if (place !== index) others *= x.data[place]!;
      if (place >= index) sum += gradOutput.data[place]! * others;
    }
    return sum;
  });

/** Each row of the table by its number; numbers repeat. */
const lookUp = (weight: Tensor, ids: Tensor): Tensor => weight.gather(ids);
function lookUpBackward(rule: "add" | "overwrite" | "by place") {
  return (weight: Tensor, ids: Tensor, gradOutput: Tensor): Tensor => {
    const width = weight.shape[1]!;
    const gradWeight = new Float64Array(weight.size);
    for (const [place, id] of ids.data.entries()) {
      const row = rule === "by place" ? place % weight.shape[0]! : id;
      for (let column = 0; column < width; column++) {
        const entry = gradOutput.data[place * width + column]!;
        if (rule === "overwrite") gradWeight[row * width + column] = entry;
        else gradWeight[row * width + column]! += entry;
      }
    }
    return new Tensor(gradWeight, weight.shape);
  };
}

/** Bilinear interpolation of a row at places that are arguments too. */
const sampled = (x: Tensor, places: Tensor): Tensor =>
  places.map((place) => {
    const left = Math.floor(place);
    return x.data[left]! * (left + 1 - place) + x.data[left + 1]! * (place - left);
  });
const sampledBackward = (x: Tensor, places: Tensor, gradOutput: Tensor) => {
  const gradX = new Float64Array(x.size);
  for (const [index, place] of places.data.entries()) {
    const left = Math.floor(place);
    gradX[left]! += gradOutput.data[index]! * (left + 1 - place);
    gradX[left + 1]! += gradOutput.data[index]! * (place - left);
  }
  const gradPlaces = places.map((place, index) => {
    const left = Math.floor(place);
    return gradOutput.data[index]! * (x.data[left + 1]! - x.data[left]!);
  });
  return { gradX: new Tensor(gradX, x.shape), gradPlaces };
};

export const pooling = [
  subject({
    ...pooled,
    name: "max pooling, overlapping windows",
    source: "windows of 2 with stride 1; no ties",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 4), draw.size(4, 8)]) }),
    backward: maxPoolBackward("first"),
    wrong: {
      "overlaps overwritten": maxPoolBackward("first", "overwrite"),
      "gradient to every entry": (x, gradOutput) => averagePoolLike(x, gradOutput),
      "gradOutput ignored": upstream(maxPoolBackward("first"), ignored),
      "one entry": oneEntry(maxPoolBackward("first")),
    },
  }),
  subject({
    ...pooled,
    name: "max pooling, ties in places",
    source: "entries from {−1, 0, 1, 2}: subgradients; PyTorch takes the first of a tie",
    draw: (draw) => ({ x: draw.choices([draw.size(2, 4), draw.size(4, 8)], [-1, 0, 1, 2]) }),
    backward: maxPoolBackward("first"),
    wrong: {
      "all of a tie have the gradient": maxPoolBackward("all"),
      "overlaps overwritten": maxPoolBackward("first", "overwrite"),
    },
  }),
  subject({
    ...pooled,
    name: "max pooling, near ties",
    source: "neighbours within 1e-3 of each other: kinks within the first step",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 3), draw.size(3, 6)], -1e-3, 1e-3) }),
    backward: maxPoolBackward("first"),
    wrong: {
      "the smallest for the largest": (x, gradOutput) => maxPoolBackward("first")(x.neg(), gradOutput),
      "shared by all": (x, gradOutput) => averagePoolLike(x, gradOutput),
      "overlaps overwritten": maxPoolBackward("first", "overwrite"),
    },
  }),
  subject({
    ...pooled,
    name: "max pooling, shared ties",
    source: "as TensorFlow's reduce_max: a tie shares its gradient evenly; a right subgradient, too",
    draw: (draw) => ({ x: draw.choices([draw.size(2, 4), draw.size(4, 8)], [-1, 0, 1, 2]) }),
    backward: maxPoolBackward("evenly"),
    wrong: { "all of a tie have the gradient": maxPoolBackward("all") },
  }),
  subject({
    name: "average pooling with padding",
    source: "window 3, stride 2, padding 1, zeros counted",
    signature: { x: "tensor[N, L]", returns: "tensor" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 3), draw.size(3, 8)]) }),
    forward: averagePool,
    backward: averagePoolBackward("kernel"),
    wrong: {
      "divided by the entries inside": averagePoolBackward("inside"),
      "padding forgotten": averagePoolBackward("kernel", 1),
      "not divided": scaled(averagePoolBackward("kernel"), 3),
    },
  }),
  subject({
    name: "sort",
    source: "descending; the gradient is moved back by the permutation",
    signature: { x: "tensor[L]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(3, 9)]) }),
    forward: sorted,
    backward: sortedBackward,
    wrong: {
      "the permutation for its inverse": (x, gradOutput) => {
        const places = order(x);
        return gradOutput.map((_, index) => gradOutput.data[places[index]!]!);
      },
      "not permuted": (_x, gradOutput) => gradOutput,
      ascending: (x, gradOutput) => sortedBackward(x.neg(), gradOutput),
    },
  }),
  subject({
    name: "top 3 of many",
    source: "torch.topk: most of the gradient is 0",
    signature: { x: "tensor[L]", returns: "tensor[3]" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(8, 50)]) }),
    forward: topK,
    backward: topKBackward,
    wrong: {
      "one too many": (x, gradOutput) => {
        const gradX = Float64Array.from(topKBackward(x, gradOutput).data);
        gradX[order(x)[top]!] = gradOutput.data[top - 1]!;
        return new Tensor(gradX, x.shape);
      },
      "the first 3 places": (x, gradOutput) => x.map((_, index) => gradOutput.data[index] ?? 0),
      "in reverse order": (x, gradOutput) =>
        topKBackward(
          x,
          gradOutput.map((_, index) => gradOutput.data[top - 1 - index]!),
        ),
    },
  }),
  subject({
    name: "cumulative sum",
    source: "torch.cumsum",
    signature: { x: "tensor[L]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(3, 40)]) }),
    forward: runningSum,
    backward: runningSumBackward,
    wrong: {
      "from the front": (_x, gradOutput) => runningSum(gradOutput),
      "without the entry itself": (x, gradOutput) => runningSumBackward(x, gradOutput).sub(gradOutput),
      "the whole sum everywhere": (x, gradOutput) => x.mul(0).add(gradOutput.sum()),
    },
  }),
  subject({
    name: "cumulative product",
    source:
      "torch.cumprod; entries as small as 1e-3 among them, so dividing by them loses nothing but must not be dropped",
    signature: { x: "tensor[L]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => {
      const x = draw.tensor([draw.size(3, 7)], 0.2, 2);
      return { x: x.map((entry, index) => (index === 1 ? entry * 1e-3 : entry)) };
    },
    forward: runningProduct,
    backward: runningProductBackward,
    wrong: {
      "its own factor not taken out": (x, gradOutput) => runningProductBackward(x, gradOutput).mul(x),
      "the last product alone": (x, gradOutput) =>
        runningProductBackward(
          x,
          gradOutput.map((entry, index) => (index === x.size - 1 ? entry : 0)),
        ),
    },
  }),
  subject({
    name: "embedding lookup with repeats",
    source: "integer arguments; rows that are used twice add up, rows never used have 0",
    signature: { weight: "tensor[V, D]", ids: "tensor[N] of integers in [0, V)", returns: "tensor[N, D]" },
    gradient: "like weight",
    sizes: { N: [4, 9], V: [2, 6], D: [1, 4] },
    forward: lookUp,
    backward: lookUpBackward("add"),
    wrong: {
      "repeats overwritten": lookUpBackward("overwrite"),
      "rows by place, not by id": lookUpBackward("by place"),
      "gradOutput ignored": upstream(lookUpBackward("add"), ignored),
      "row 0 as padding": (weight, ids, gradOutput) =>
        lookUpBackward("add")(weight, ids, gradOutput).map((entry, index) => (index < weight.shape[1]! ? 0 : entry)),
    },
  }),
  subject({
    name: "bilinear sampling at given places",
    source: "Jaderberg et al., Spatial transformer networks (2015): kinks at every whole place",
    signature: { x: "tensor[L]", places: "tensor[M]", returns: "like places" },
    gradient: { gradX: "like x", gradPlaces: "like places" },
    draw: (draw) => {
      const length = draw.size(3, 8);
      return { x: draw.tensor([length]), places: draw.tensor([draw.size(1, 5)], 0, length - 1) };
    },
    forward: sampled,
    backward: sampledBackward,
    wrong: {
      "places have no gradient": (x, places, gradOutput) => ({
        gradX: sampledBackward(x, places, gradOutput).gradX,
        gradPlaces: places.mul(0),
      }),
      "the sign of gradPlaces": scaled(sampledBackward, -1, "gradPlaces"),
      "weights mistaken": (x, places, gradOutput) => ({
        ...sampledBackward(x, places, gradOutput),
        gradX: sampledBackward(
          x,
          places.map((place) => 2 * Math.floor(place) + 1 - place),
          gradOutput,
        ).gradX,
      }),
    },
  }),
];

/** Every entry of a window has half of its gradient, whatever its size. */
function averagePoolLike(x: Tensor, gradOutput: Tensor): Tensor {
  return maxPoolBackward("evenly")(x.mul(0), gradOutput);
}
