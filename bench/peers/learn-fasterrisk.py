"""Learns a scorecard with FasterRisk from train.csv and prints its area, loss and seconds on test.csv as JSON."""
import json
import sys
import time

import numpy as np
import pandas as pd
from fasterrisk.fasterrisk import RiskScoreClassifier, RiskScoreOptimizer
from sklearn.metrics import log_loss, roc_auc_score

folder, most_items, most_points = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def read(name):
    table = pd.read_csv(f"{folder}/{name}.csv")
    return table.drop(columns="outcome").to_numpy(dtype=float), np.where(table["outcome"] == 1, 1, -1)


x, y = read("train")
x_test, y_test = read("test")
started = time.perf_counter()
optimizer = RiskScoreOptimizer(X=x, y=y, k=most_items, lb=-most_points, ub=most_points)
optimizer.optimize()
multiplier, intercept, coefficients = optimizer.get_models(model_index=0)
seconds = time.perf_counter() - started
probability = RiskScoreClassifier(multiplier, intercept, coefficients).predict_prob(x_test)
print(json.dumps({"area": roc_auc_score(y_test, probability), "loss": log_loss(y_test, probability), "seconds": seconds}))
