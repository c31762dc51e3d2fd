"""toolkit_pairs.py FILE.csv NETWORK WINDOW THREADS OUT.csv: the Coordination Network Toolkit's undirected pairs.

Loads and computes as its command line does. Its weights count messages of one side, so only the pairs are compared.
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

from coordination_network_toolkit import compute_networks, preprocess

file, network, window, threads, out = sys.argv[1:]
compute = {
    "co_retweet": compute_networks.compute_co_retweet_parallel,
    "co_link": compute_networks.compute_co_link_network,
}[network]
with tempfile.TemporaryDirectory() as folder:
    database = str(Path(folder) / "toolkit.db")
    preprocess.preprocess_csv_files(database, [file])
    compute(database, int(window), n_threads=int(threads), min_edge_weight=1)
    table = f"{network}_network"
    pairs = sqlite3.connect(database).execute(
        f"select distinct min(user_1, user_2), max(user_1, user_2) from {table} where user_1 <> user_2 order by 1, 2"
    )
    with Path(out).open("w") as csv:
        csv.write("account_a,account_b\n")
        csv.writelines(f"{a},{b}\n" for a, b in pairs)
