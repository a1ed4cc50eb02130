"""Times the Python package pdqhash on lumas from a file: records of width, height (32 bits each) and bytes, to the end.

Usage: pdq-pdqhash.py FILE REPEATS. Each luma is given as three equal channels. Prints hash,quality for each record, then the
processor seconds of one pass.
"""
import struct
import sys
import time

import numpy
import pdqhash


def read_pictures(path):
    raw = open(path, "rb").read()
    at = 0
    while at < len(raw):
        width, height = struct.unpack_from("=II", raw, at)
        luma = numpy.frombuffer(raw, numpy.uint8, width * height, at + 8).reshape(height, width)
        yield numpy.ascontiguousarray(numpy.stack([luma] * 3, axis=2))
        at += 8 + width * height


pictures = list(read_pictures(sys.argv[1]))
repeats = int(sys.argv[2]) + 1
started = time.process_time()
for _ in range(repeats):
    hashed = [pdqhash.compute(picture) for picture in pictures]
seconds = (time.process_time() - started) / repeats
for bits, quality in hashed:
    print("%064x,%d" % (int("".join(map(str, bits)), 2), quality))
print(seconds)
