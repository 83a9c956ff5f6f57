// tries: to have Node write a report with the environment of the machine
// stopped by: the limit of open files
// exercise: 02-activations/relu
process.report.writeReport("/tmp/__TOKEN__.json");
