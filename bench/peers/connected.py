"""Connected components of linked pairs, for peers that link but do not cluster."""


def components(ids, pairs):
    """(id, cluster) for every id; a cluster is named by its first id in the order given."""
    rank = {record: index for index, record in enumerate(ids)}
    parent = list(range(len(ids)))

    def root(index):
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for left, right in pairs:
        a, b = sorted((root(rank[left]), root(rank[right])))
        parent[b] = a
    return [(record, ids[root(index)]) for index, record in enumerate(ids)]
