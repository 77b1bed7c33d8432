"""A fuzzer: odd news, annotated with odd findings, must give sound rows and never an exception."""

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
# Read before numpy is imported: more threads only wait for one another over matrices of a few rows.
