import { arange, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { classIds, oneHot } from "#reference/05-data/one-hot.ts";

/** Rows for whatever the labels are: where none of the classes is meant, zeros. */
const anyRows = (labels: Tensor, classes: number): Tensor => labels.expandDims(-1).equal(arange(classes));

export default mistakes<typeof import("#reference/05-data/one-hot.ts")>({
  "labels not looked at": {
    looksLike: "A label that is no class gets a row of zeros: it has no class, and nobody is told.",
    reread: "labels: integers in [0, C)",
    oneHot: (labels, { classes } = {}) => anyRows(labels, classes ?? labels.max().item() + 1),
  },
  "classes counted from 1": {
    looksLike: "Classes are counted from 1: the 1 stands one place too far to the left.",
    reread: "Y_nc = 1[y_n = c] for c = 0 … C − 1",
    oneHot: (labels, options = {}) => anyRows(labels.sub(1), oneHot(labels, options).shape.at(-1)!),
  },
  "classes that occur": {
    looksLike: "The rows have an entry for each class that occurs, so those of two batches may not match.",
    reread: "C: one more than the highest class id when it is left out",
    oneHot: (labels, { classes } = {}) => {
      const rows = oneHot(labels, { classes });
      if (classes !== undefined) return rows;
      const present = [...new Set(labels.data)].toSorted((a, b) => a - b);
      return rows.gather(present, -1);
    },
  },
  "highest id for a count": {
    looksLike: "The highest class id is taken for the number of classes; there is one more, class 0.",
    reread: "C: one more than the highest class id when it is left out",
    oneHot: (labels, { classes } = {}) => {
      oneHot(labels, { classes });
      return anyRows(labels, classes ?? Math.max(labels.max().item(), 1));
    },
  },
  "number of classes forgotten": {
    looksLike: "The number of classes that was asked for is not used: rows are as long as the labels at hand need.",
    reread: "options.classes: C, the length of a row",
    oneHot: (labels, options) => {
      oneHot(labels, options);
      return oneHot(labels);
    },
  },
  "classes as the first axis": {
    looksLike: "The classes are the first axis instead of the last.",
    reread: "Y: [..., C], one axis more, at the end",
    oneHot: (labels, options) => {
      const rows = oneHot(labels, options);
      const axes = [...rows.shape.keys()];
      return rows.transpose([axes.at(-1)!, ...axes.slice(0, -1)]);
    },
  },
  thermometer: {
    looksLike: "All entries up to the class are 1, as on a thermometer, instead of a single one.",
    reread: "Y_nc = 1[y_n = c]",
    oneHot: (labels, options) => {
      const rows = oneHot(labels, options);
      return labels.expandDims(-1).greaterEqual(arange(rows.shape.at(-1)!));
    },
  },
  "any row decoded": {
    looksLike: "The largest entry decides, whatever the row holds: zeros and probabilities get a class id too.",
    reread: "rows: zeros and a single 1 in each row",
    classIds: (rows) => rows.argmax(-1),
  },
  "ids counted from 1": {
    looksLike: "The class ids are counted from 1: each is one too high.",
    reread: "y_n = c where Y_nc = 1, c from 0",
    classIds: (rows) => classIds(rows).add(1),
  },
});
