"""dedupe 3 on a customer file: records.csv -> clusters.csv. Usage: dedupe_peer.py RECORDS CLUSTERS TRUTH

dedupe learns from a person who says of pairs whether they match. Here the truth answers 200 of its questions, which is more
help than any other engine gets. Fields as its documentation advises: String, ShortString, Exact; missing values declared;
partition at .5.
"""

import csv
import sys

import dedupe

from customer_columns import read_customers, write_clusters

LABELS = 200


def field(role):
    if role in ("postcode", "house_number", "phone"):
        return dedupe.variables.ShortString(role, has_missing=True)
    return dedupe.variables.String(role, has_missing=True)


def main(records, clusters, truth):
    roles, rows = read_customers(records)
    customers = {row[0]: dict(zip(roles, row[1:])) for row in rows}
    with open(truth, encoding="utf-8", newline="") as file:
        entity = {row[0]: row[1] for row in list(csv.reader(file))[1:]}
    # dedupe shows pairs as values alone; the answer needs to know whose they are.
    owner = {id(values): record for record, values in customers.items()}
    by_values = {}
    for record, values in customers.items():
        by_values.setdefault(tuple(values.items()), record)
    of = lambda values: owner.get(id(values)) or by_values[tuple((role, values[role]) for role in roles)]

    learner = dedupe.Dedupe([field(role) for role in roles], num_cores=2)
    learner.prepare_training(customers)
    labelled = {"match": [], "distinct": []}
    while len(labelled["match"]) + len(labelled["distinct"]) < LABELS:
        for left, right in learner.uncertain_pairs():
            answer = "match" if entity[of(left)] == entity[of(right)] else "distinct"
            labelled[answer].append((left, right))
            learner.mark_pairs({"match": [], "distinct": [], answer: [(left, right)]})
    # Index predicates take many gigabytes here; the documentation names this switch for that case.
    learner.train(index_predicates=False)
    found = {}
    for members, _ in learner.partition(customers, threshold=0.5):
        for record in members:
            found[record] = members[0]
    write_clusters(clusters, [(record, found.get(record, record)) for record in customers])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3])
