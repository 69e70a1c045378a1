#!/usr/bin/python3
"""Compares two PNG pictures with a tolerance: compare.py WANTED GOT; README.md says how strict.

--prove WANTED: the picture must differ from itself shifted by two pixels.
"""
import sys

import numpy
from osgeo import gdal

gdal.UseExceptions()
MEAN = 1.5
FAR = 60
FAR_SHARE = 0.008


def pixels(path):
    return gdal.Open(path).ReadAsArray().astype(int)


def verdict(wanted, got):
    if wanted.shape != got.shape:
        return f"size {got.shape[2]}x{got.shape[1]}, wanted {wanted.shape[2]}x{wanted.shape[1]}"
    difference = abs(wanted - got).max(axis=0)
    mean = difference.mean()
    far = (difference > FAR).mean()
    if mean > MEAN or far > FAR_SHARE:
        return f"mean difference {mean:.2f} of 255, {100 * far:.2f} % of pixels far off"
    return None


def main():
    if sys.argv[1] == "--prove":
        picture = pixels(sys.argv[2])
        found = verdict(picture, numpy.roll(picture, 2, axis=2))
        sys.exit(0 if found else "a shifted picture passes: the tolerance is too wide")
    found = verdict(pixels(sys.argv[1]), pixels(sys.argv[2]))
    if found:
        sys.exit(f"{sys.argv[2]}: {found}")


main()
