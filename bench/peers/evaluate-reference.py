"""Works out, from each cases-*.csv of a folder (outcome, score, other), what scikit-learn and statsmodels say of it.

Usage: evaluate-reference.py FOLDER; one JSON document, by file. DeLong's variance is taken from the definition: every
positive against every negative.
"""
import glob
import json
import os
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import norm
from sklearn.metrics import brier_score_loss, roc_auc_score
from statsmodels.stats.proportion import proportion_confint

Z = norm.ppf(0.975)


def placements(outcome, score):
    x, y = score[outcome == 1], score[outcome == 0]
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    return wins.mean(axis=1), 1 - wins.mean(axis=0)


def variance(a, b=None):
    return np.cov(a, b if b is not None else a)[0, 1] / len(a)


def describe(table):
    y, s, t = (table[name].to_numpy() for name in ("outcome", "score", "other"))
    ofs, oft = placements(y, s), placements(y, t)
    area, other = roc_auc_score(y, s), roc_auc_score(y, t)
    error = np.sqrt(sum(variance(part) for part in ofs))
    both = sum(variance(a) + variance(b) - 2 * variance(a, b) for a, b in zip(ofs, oft))
    answer = {
        "area": area,
        "areaLow": max(0, area - Z * error),
        "areaHigh": min(1, area + Z * error),
        "difference": area - other,
        "pValue": 2 * norm.sf(abs(area - other) / np.sqrt(both)) if both > 1e-18 else 1.0,
    }
    flagged = s >= np.median(s)
    for name, part, whole in (("sensitivity", (flagged & (y == 1)).sum(), (y == 1).sum()), ("specificity", (~flagged & (y == 0)).sum(), (y == 0).sum())):
        low, high = proportion_confint(part, whole, method="wilson")
        answer |= {name: part / whole, f"{name}Low": low, f"{name}High": high}
    if s.min() > 0 and s.max() < 1:
        line = np.log(s / (1 - s))
        fit = sm.GLM(y, sm.add_constant(line), family=sm.families.Binomial()).fit(tol=1e-14, maxiter=200)
        shift = sm.GLM(y, np.ones_like(line), offset=line, family=sm.families.Binomial()).fit(tol=1e-14, maxiter=200)
        low, high = fit.conf_int()[1]
        answer |= {"brier": brier_score_loss(y, s), "intercept": fit.params[0], "slope": fit.params[1], "slopeLow": low, "slopeHigh": high, "shift": shift.params[0]}
    return {name: float(value) for name, value in answer.items()} | {"cut": float(np.median(s))}


files = sorted(glob.glob(os.path.join(sys.argv[1], "cases-*.csv")))
print(json.dumps({os.path.basename(file): describe(pd.read_csv(file)) for file in files}))
