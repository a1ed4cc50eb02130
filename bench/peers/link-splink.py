"""
Links the tables that a job (JSON) names with Splink and prints how long it took and how right it was, as JSON. The time is
that from the start of this process, which whoever starts it writes into the job, until pairs and groups are on disk.
"""
import json
import logging
import os
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.getLogger("splink").setLevel(logging.ERROR)
job = json.load(open(sys.argv[1]))
connection = duckdb.connect()
connection.execute(f"set memory_limit = '{job.get('memoryMb', 8000)}MB'")

COMPARISONS = {
    "name": lambda c: cl.NameComparison(c),
    "full-name": lambda c: cl.ForenameSurnameComparison(*c.split("+")),
    "date": lambda c: cl.DateOfBirthComparison(c, input_is_string=True, datetime_format=job.get("dateFormat", "%Y-%m-%d")),
    "email": lambda c: cl.EmailComparison(c),
    "postcode": lambda c: cl.PostcodeComparison(c),
    "text": lambda c: cl.JaroWinklerAtThresholds(c, [0.9, 0.8]).configure(term_frequency_adjustments=True),
    "username": lambda c: cl.JaroWinklerAtThresholds(c, [0.95, 0.88]).configure(term_frequency_adjustments=True),
    "digits": lambda c: cl.DamerauLevenshteinAtThresholds(c, [1, 2]).configure(term_frequency_adjustments=True),
    "exact": lambda c: cl.ExactMatch(c).configure(term_frequency_adjustments=True),
}

# The cleaning that Splink's guides ask of its user, in SQL of the job.
names = []
for i, table in enumerate(job["tables"]):
    name = f"input_{i}"
    reader = f"read_parquet('{table}')" if table.endswith(".parquet") else f"read_csv('{table}', all_varchar = true)"
    columns = ", ".join(f"{expression} as {column}" for column, expression in job["columns"].items())
    connection.execute(f"create table {name} as select {columns} from {reader}")
    for column, cap in job.get("caps", {}).items():
        connection.execute(f"alter table {name} add column {column}_block varchar")
        connection.execute(
            f"update {name} set {column}_block = {column} where {column} in "
            f"(select {column} from {name} group by 1 having count(*) <= {cap})"
        )
    names.append(name)

settings = SettingsCreator(
    link_type=job["linkType"],
    comparisons=[COMPARISONS[kind](column) for kind, column in job["comparisons"]],
    blocking_rules_to_generate_predictions=[block_on(*rule) for rule in job["blocking"]],
    retain_intermediate_calculation_columns=False,
    retain_matching_columns=False,
)
linker = Linker(names, settings, DuckDBAPI(connection=connection), input_table_aliases=names)
rules = [block_on(*rule) for rule in job["deterministic"]]
linker.training.estimate_probability_two_random_records_match(rules, recall=job.get("recall", 0.7))
linker.training.estimate_u_using_random_sampling(max_pairs=job.get("randomPairs", 1e6), seed=1)
for rule in job["training"]:
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
predictions = linker.inference.predict(threshold_match_probability=job.get("leastProbability", 0.01))
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=0.95)
os.makedirs(job["out"], exist_ok=True)
for name, table in (("pairs", predictions), ("groups", clusters)):
    file = os.path.join(job["out"], f"{name}.parquet")
    connection.execute(f"copy {table.physical_name} to '{file}' (format parquet, compression zstd)")
seconds = time.time() - job["startedAt"]
cpu_seconds = time.process_time()


def ask(sql):
    return connection.execute(sql).fetchall()


def f1(right, found, true):
    precision, recall = right / max(found, 1), right / true
    return {"f1": 2 * right / (found + true), "precision": precision, "recall": recall}


# The truth comes in only now.
connection.execute("create table everyone (unique_id varchar, source integer, entity varchar)")
for i, name in enumerate(names):
    connection.execute(f"insert into everyone select unique_id, {i}, entity from {name}")
across = job["linkType"] == "link_only"
where = "a.source < b.source" if across else "(a.source, a.unique_id) < (b.source, b.unique_id)"
true_pairs = ask(f"select count(*) from everyone a join everyone b on a.entity = b.entity and {where}")[0][0]
connection.execute(
    f"""create table scored as select p.match_probability as p, a.entity = b.entity as is_right
    from {predictions.physical_name} p
    join everyone a on a.unique_id = p.unique_id_l {"and a.source = 0" if across else ""}
    join everyone b on b.unique_id = p.unique_id_r {"and b.source = 1" if across else ""}"""
)


def pairs_at(threshold):
    right, found = ask(f"select coalesce(sum(is_right::int), 0), count(*) from scored where p >= {threshold}")[0]
    return f1(right, found, true_pairs)


best = ask(
    f"""select max(2.0 * r / (n + {true_pairs})) from (
    select sum(is_right::int) over (order by p desc range unbounded preceding) as r,
    count(*) over (order by p desc range unbounded preceding) as n from scored)"""
)[0][0]


def clusters_at(threshold):
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=threshold)
    source = "and e.source = replace(c.source_dataset, 'input_', '')::int" if len(names) > 1 else ""
    connection.execute(
        f"""create or replace table grouped as select c.cluster_id, e.source, e.entity
        from {made.physical_name} c join everyone e on e.unique_id = c.unique_id {source}"""
    )
    if across:
        pair = "sum(n0 * n1)"
    else:
        pair = "sum((n0 + n1) * (n0 + n1 - 1) / 2)"
    count = "select {} from (select sum((source = 0)::int) as n0, sum((source = 1)::int) as n1 from grouped group by {})"
    found = ask(count.format(pair, "cluster_id"))[0][0]
    right = ask(count.format(pair, "cluster_id, entity"))[0][0]
    largest = ask("select max(n) from (select count(*) as n from grouped group by cluster_id)")[0][0]
    return {"threshold": threshold, "largest": largest, **f1(float(right), float(found), true_pairs)}


grouped = [clusters_at(t) for t in job.get("thresholds", [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999])]
print(
    json.dumps(
        {
            "seconds": seconds,
            "cpuSeconds": cpu_seconds,
            "scored": ask("select count(*) from scored")[0][0],
            "truePairs": true_pairs,
            "pairs": {"best": best, "at50": pairs_at(0.5), "at95": pairs_at(0.95)},
            "clusters": grouped,
        }
    )
)
