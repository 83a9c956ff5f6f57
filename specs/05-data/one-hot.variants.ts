import { eye, tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { classIds, oneHot } from "#reference/05-data/one-hot.ts";

export default variants<typeof import("#reference/05-data/one-hot.ts")>({
  "rows of the identity, and a sum weighted by place": {
    oneHot: (labels, options = {}) => {
      const classes = oneHot(labels, options).shape.at(-1)!; // refuses what is no class id
      return eye(classes).gather(labels);
    },
    classIds: (rows) => {
      classIds(rows); // refuses what is not one-hot
      const places = tensor(Array.from({ length: rows.shape.at(-1)! }, (_, c) => c));
      return rows.matmul(places);
    },
  },
  "entry by entry": {
    oneHot: (labels, options = {}) => {
      const classes = oneHot(labels, options).shape.at(-1)!; // refuses what is no class id
      const rows = zeros([...labels.shape, classes]);
      for (const [n, label] of labels.data.entries()) rows.data[n * classes + label] = 1;
      return rows;
    },
    classIds: (rows) => {
      classIds(rows); // refuses what is not one-hot
      const classes = rows.shape.at(-1)!;
      const ids = zeros(rows.shape.slice(0, -1));
      for (const [index, entry] of rows.data.entries())
        if (entry === 1) ids.data[Math.floor(index / classes)] = index % classes;
      return ids;
    },
  },
});
