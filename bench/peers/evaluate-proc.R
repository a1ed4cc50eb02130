# What R's pROC says of each cases-*.csv of a folder: area, DeLong's interval and test, as JSON. Usage: Rscript evaluate-proc.R FOLDER
suppressPackageStartupMessages(library(pROC))
files <- sort(list.files(commandArgs(TRUE)[1], "^cases-.*csv$", full.names = TRUE))
lines <- vapply(files, function(file) {
  cases <- read.csv(file)
  of <- function(column) roc(cases$outcome, cases[[column]], levels = c(0, 1), direction = "<", quiet = TRUE)
  one <- of("score")
  interval <- ci.auc(one, method = "delong")
  test <- roc.test(one, of("other"), method = "delong", paired = TRUE)
  sprintf('"%s": {"area": %.15g, "areaLow": %.15g, "areaHigh": %.15g, "pValue": %.15g}',
          basename(file), interval[2], interval[1], interval[3], test$p.value)
}, "")
cat("{", paste(lines, collapse = ", "), "}\n", sep = "")
