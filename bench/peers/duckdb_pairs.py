"""duckdb_pairs.py FILE ACCOUNT OBJECT TIME WINDOW MIN_SHARED THREADS OUT.csv: the pair table by DuckDB.

The equality join on object and time bucket: every event meets those of its own bucket and of the one before. Numbers
instead of identifiers cost as much to make as they save (10 million events: 20.3 s against 20.9 s).
"""

import sys

import duckdb

file, account, obj, time, window, min_shared, threads, out = sys.argv[1:]
seconds = f"epoch({time})::bigint" if file.endswith(".parquet") else f"{time}::bigint"
distinct = "" if file.endswith(".parquet") else "distinct"  # one post stands in several rows of the German table
source = f"'{file}'" if file.endswith(".parquet") else f"read_csv('{file}', all_varchar=true)"
connection = duckdb.connect(config={"threads": int(threads)})
connection.execute(f"""
copy (
  with events as (
    select {distinct} {account} a, {obj} o, {seconds} t, {seconds} // ({window} + 1) bucket
    from {source} where {obj} is not null
  ), near as (
    select a, o, t, bucket from events union all select a, o, t, bucket + 1 from events
  ), met as (
    select least(x.a, y.a) a, greatest(x.a, y.a) b, x.o o, x.t t
    from events x join near y on x.o = y.o and x.bucket = y.bucket
    where x.a <> y.a and x.t - y.t between 0 and {window} and (x.t > y.t or x.a < y.a)
  ), by_object as (
    select a, b, o, min(t) first, max(t) last from met group by a, b, o
  )
  select a account_a, b account_b, count(*) shared, min(first) first_time, max(last) last_time
  from by_object group by a, b having count(*) >= {min_shared}
) to '{out}' (header)
""")
