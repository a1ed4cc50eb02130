"""Searches the hashes of a file with faiss, on one thread; prints one JSON document.

Usage: match-faiss.py HASHES QUERIES EXPECTED SECONDS
HASHES and QUERIES hold 32 bytes a hash. EXPECTED holds pairs of unsigned 32-bit numbers (query, row): every hit within
distance 31. Every index is given SECONDS for its searches, in steps of 8 queries.
"""

import json
import resource
import sys
import time

import faiss
import numpy as np

BITS = 256
RADIUS = 31
STEP = 8


def flat():
    return faiss.IndexBinaryFlat(BITS)


def multi(tables, bits, flips):
    def make():
        index = faiss.IndexBinaryMultiHash(BITS, tables, bits)
        index.nflip = flips
        return index

    return make


# 16 x 16 with one flip (31 // 16) is what ThreatExchange's PDQ index, and so Hasher-Matcher-Actioner, sets.
INDEXES = {
    "flat": flat,
    "multi-hash 16x16 (HMA)": multi(16, 16, 1),
    "multi-hash 11x23, nflip 2": multi(11, 23, 2),
}


def measure(make, hashes, queries, expected, seconds):
    started = time.perf_counter()
    index = make()
    index.add(hashes)
    built = time.perf_counter() - started
    done, found, taken, used = 0, set(), 0.0, 0.0
    while taken < seconds:
        first = done % len(queries)
        started, used_before = time.perf_counter(), time.process_time()
        limits, _, rows = index.range_search(queries[first : first + STEP], RADIUS + 1)
        taken += time.perf_counter() - started
        used += time.process_time() - used_before
        for query in range(len(limits) - 1):
            found.update((first + query, int(row)) for row in rows[limits[query] : limits[query + 1]])
        done += len(limits) - 1
    wanted = {pair for pair in expected if pair[0] < done}
    return {
        "perSecond": done / taken,
        "perProcessorSecond": done / used,
        "queries": done,
        "buildSeconds": built,
        "recall": len(found & wanted) / len(wanted) if wanted else 1.0,
        "wrong": len(found - wanted),
    }


def main():
    hashes_file, queries_file, expected_file, seconds = sys.argv[1:]
    faiss.omp_set_num_threads(1)
    hashes = np.fromfile(hashes_file, dtype=np.uint8).reshape(-1, BITS // 8)
    queries = np.fromfile(queries_file, dtype=np.uint8).reshape(-1, BITS // 8)
    pairs = np.fromfile(expected_file, dtype=np.uint32).reshape(-1, 2)
    expected = {(int(query), int(row)) for query, row in pairs}
    results = {}
    for name, make in INDEXES.items():
        results[name] = measure(make, hashes, queries, expected, float(seconds))
        results[name]["peakBytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"version": faiss.__version__, "indexes": results}))


main()
