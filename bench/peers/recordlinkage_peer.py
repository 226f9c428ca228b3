"""recordlinkage 0.16 on a customer file: records.csv -> clusters.csv. Usage: recordlinkage_peer.py RECORDS CLUSTERS

Configured as its documentation advises for data without labels: cleaned values, the union of several blockings, Jaro-Winkler
at .85 for text and exact comparison for the rest, the ECM classifier, connected components.
"""

import sys

import pandas as pd
import recordlinkage

from connected import components
from customer_columns import read_customers, write_clusters

TEXT = {"given_name", "family_name", "full_name", "email", "street", "city"}
BLOCKINGS = [
    ["email"], ["phone"], ["birth_date"], ["given_name", "family_name"], ["family_name", "postcode"], ["given_name", "postcode"], ["family_name", "city"], ["street", "house_number", "postcode"],
]


def main(records, clusters):
    roles, rows = read_customers(records)
    frame = pd.DataFrame(rows, columns=["id", *roles]).set_index("id")
    index = None
    for columns in BLOCKINGS:
        if not set(columns) <= set(roles):
            continue
        indexer = recordlinkage.Index()
        indexer.block(columns)
        found = indexer.index(frame.dropna(subset=columns))
        index = found if index is None else index.union(found)
    compare = recordlinkage.Compare(n_jobs=2)
    for role in roles:
        if role in TEXT:
            compare.string(role, role, method="jarowinkler", threshold=0.85, missing_value=0, label=role)
        else:
            compare.exact(role, role, missing_value=0, label=role)
    features = compare.compute(index, frame)
    links = recordlinkage.ECMClassifier(use_col_names=True).fit_predict(features)
    write_clusters(clusters, components(list(frame.index), links))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
