# farringtonFlexible of R's surveillance package over weekly series: one column a series, judged weeks from argument 3 on.
# Arguments: the table of counts (CSV, no header), where to write the alarms (CSV), the first week to judge (1-based).
suppressMessages(library(surveillance))
arguments <- commandArgs(trailingOnly = TRUE)
counts <- as.matrix(read.csv(arguments[1], header = FALSE))
weeks <- nrow(counts)
dates <- as.Date("2010-01-04") + 7 * (0:(weeks - 1))
control <- list(
  range = as.integer(arguments[3]):weeks, b = 5, w = 3, reweight = TRUE, weightsThreshold = 2.58, trend = TRUE,
  pThresholdTrend = 1, noPeriods = 10, pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin", alpha = 0.005,
  limit54 = c(5, 4), powertrans = "2/3", fitFun = "algo.farrington.fitGLM.flexible",
  populationOffset = FALSE, glmWarnings = FALSE
)
started <- Sys.time()
judged <- farringtonFlexible(sts(observed = counts, epoch = dates, epochAsDate = TRUE, freq = 52), control = control)
seconds <- as.numeric(Sys.time() - started, units = "secs")
write.table(alarms(judged) * 1, arguments[2], sep = ",", row.names = FALSE, col.names = FALSE)
cat(seconds, "\n")
