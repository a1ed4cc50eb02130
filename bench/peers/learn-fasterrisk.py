"""Learns a scorecard with FasterRisk from the train.csv of each folder; prints its area, loss and seconds on test.csv.

Usage: learn-fasterrisk.py ITEMS POINTS FOLDER...; one line of JSON for each folder.
"""
import json
import sys
import time

import numpy as np
import pandas as pd
from fasterrisk.fasterrisk import RiskScoreClassifier, RiskScoreOptimizer
from sklearn.metrics import log_loss, roc_auc_score

most_items, most_points, folders = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


def read(folder, name):
    table = pd.read_csv(f"{folder}/{name}.csv")
    return table.drop(columns="outcome").to_numpy(dtype=float), np.where(table["outcome"] == 1, 1, -1)


for folder in folders:
    x, y = read(folder, "train")
    x_test, y_test = read(folder, "test")
    started = time.perf_counter()
    optimizer = RiskScoreOptimizer(X=x, y=y, k=most_items, lb=-most_points, ub=most_points)
    optimizer.optimize()
    multiplier, intercept, coefficients = optimizer.get_models(model_index=0)
    seconds = time.perf_counter() - started
    probability = RiskScoreClassifier(multiplier, intercept, coefficients).predict_prob(x_test)
    area, loss = roc_auc_score(y_test, probability), log_loss(y_test, probability)
    print(json.dumps({"area": area, "loss": loss, "seconds": seconds}))
