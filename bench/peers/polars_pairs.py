"""polars_pairs.py FILE ACCOUNT OBJECT TIME WINDOW MIN_SHARED OUT.csv: the pair table by Polars.

The same join as DuckDB's, run by the streaming engine; POLARS_MAX_THREADS says how many threads.
"""

import sys

import polars as pl

file, account, obj, time, window, min_shared, out = sys.argv[1:]
w = int(window)
if file.endswith(".parquet"):
    events = pl.scan_parquet(file).select(a=account, o=obj, t=pl.col(time).dt.epoch("s"))
else:
    table = pl.read_csv(file, columns=[account, obj, time], schema_overrides={account: pl.String, obj: pl.String})
    events = table.lazy().select(a=account, o=obj, t=pl.col(time).cast(pl.Int64)).drop_nulls("o").unique()
events = events.with_columns(bucket=pl.col("t") // (w + 1))
near = pl.concat([events, events.with_columns(pl.col("bucket") + 1)])
gap = pl.col("t") - pl.col("t_near")
pairs = (
    events.join(near, on=["o", "bucket"], suffix="_near")
    .filter((pl.col("a") != pl.col("a_near")) & gap.is_between(0, w) & ((gap > 0) | (pl.col("a") < pl.col("a_near"))))
    .select(
        account_a=pl.min_horizontal("a", "a_near"),
        account_b=pl.max_horizontal("a", "a_near"),
        o="o",
        t="t",
    )
    .group_by("account_a", "account_b", "o")
    .agg(first=pl.col("t").min(), last=pl.col("t").max())
    .group_by("account_a", "account_b")
    .agg(shared=pl.len(), first_time=pl.col("first").min(), last_time=pl.col("last").max())
    .filter(pl.col("shared") >= int(min_shared))
)
pairs.collect(engine="streaming").write_csv(out)
