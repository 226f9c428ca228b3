"""Splink 5 on a customer file: records.csv -> clusters.csv. Usage: splink_peer.py RECORDS CLUSTERS [THRESHOLD]

Configured as Splink's documentation advises: values cleaned beforehand, ready-made comparisons with term frequencies, several
narrow blocking rules, u from random pairs, the prior from deterministic rules, m from EM on samples of two or more blockings that
together leave every comparison free once, clusters of pairs at p >= .95. Cleaning and reading run inside DuckDB.
"""

import logging
import sys

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from customer_columns import roles_of

logging.getLogger("splink").setLevel(logging.ERROR)

FOLD = "regexp_replace(strip_accents(replace(replace(replace(replace(lower(trim({0})), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')), '^(dr|prof)\\.? ', '')"
WORDS = f"nullif(trim(regexp_replace({FOLD}, '[^a-z0-9]+', ' ', 'g')), '')"
CLEANED = {
    "email": "nullif(lower(trim({0})), '')",
    "phone": "nullif(ltrim(regexp_replace(regexp_replace(replace({0}, '(0)', ''), '\\D', '', 'g'), '^(00|0)?49([0-9]{{6,}})', '\\2'), '0'), '')",
    # A date that means "unknown" would link everybody who bears it.
    "birth_date": "nullif(nullif(regexp_replace(trim({0}), '^([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})$', '\\1-\\2-\\3'), ''), '1900-01-01')",
    "street": f"nullif(replace(regexp_replace(trim(regexp_replace({FOLD}, '[^a-z0-9]+', ' ', 'g')), '(strasse|str)($| )', 'str'), ' str', 'str'), '')",
}


def load(connection, path):
    header = [row[0] for row in connection.execute("describe select * from read_csv(?, all_varchar = true, header = true)", [path]).fetchall()]
    roles = roles_of(header)
    columns = [CLEANED.get(role, WORDS).format(f'coalesce("{name}", \'\')') + f" as {role}" for name, role in roles.items()]
    has = set(roles.values())
    if "full_name" in has and "family_name" not in has:
        name = next(name for name, role in roles.items() if role == "full_name")
        whole = WORDS.format(f'coalesce("{name}", \'\')')
        columns += [f"regexp_extract({whole}, '^(\\S+) ', 1) as given_name", f"regexp_extract({whole}, '(\\S+)$', 1) as family_name"]
        has |= {"given_name", "family_name"}
    connection.execute(f'create table customers as select "{header[0]}" as unique_id, {", ".join(columns)} from read_csv(\'{path}\', all_varchar = true, header = true)')
    return has


def address_comparison(has):
    """Street, house, postcode and town depend on each other, so they are one comparison, from the same door to the same town."""
    fields = [name for name in ("street", "postcode", "city") if name in has]
    same = {name: f"{name}_l = {name}_r" for name in ("street", "house_number", "postcode", "city")}
    like_street = "jaro_winkler_similarity(street_l, street_r) >= 0.9"
    near = " or ".join([*(["levenshtein(postcode_l, postcode_r) <= 1"] if "postcode" in has else []), *(["jaro_winkler_similarity(city_l, city_r) >= 0.9"] if "city" in has else [])])
    levels = [cll.CustomLevel(" and ".join(f"({name}_l is null or {name}_r is null)" for name in fields), label_for_charts="Null").configure(is_null_level=True)]
    if "street" in has:
        if "house_number" in has:
            levels.append(cll.CustomLevel(f"{same['street']} and {same['house_number']}", label_for_charts="Same door"))
        if near:
            levels.append(cll.CustomLevel(f"{like_street} and ({near})", label_for_charts="Like street, near"))
        levels.append(cll.CustomLevel(like_street, label_for_charts="Like street"))
    if {"postcode", "city"} <= has:
        levels.append(cll.CustomLevel(f"{same['postcode']} and jaro_winkler_similarity(city_l, city_r) >= 0.9", label_for_charts="Same postcode and town"))
    if "postcode" in has:
        levels += [cll.CustomLevel(same["postcode"], label_for_charts="Same postcode"), cll.CustomLevel("levenshtein(postcode_l, postcode_r) <= 1", label_for_charts="Like postcode")]
    if "city" in has:
        levels += [cll.CustomLevel(same["city"], label_for_charts="Same town").configure(tf_adjustment_column="city"), cll.CustomLevel("jaro_winkler_similarity(city_l, city_r) >= 0.85", label_for_charts="Like town")]
    return cl.CustomComparison(output_column_name="address", comparison_levels=[*levels, cll.ElseLevel()])


def name_comparisons():
    """The levels of Splink's name comparison, and swapped names: evidence in the one comparison, no evidence against in the other."""
    swapped = "given_name_l = family_name_r and family_name_l = given_name_r and given_name_l <> family_name_l"
    found = []
    for name in ("given_name", "family_name"):
        null = f"{name}_l is null or {name}_r is null" + (f" or ({swapped})" if name == "family_name" else "")
        levels = [cll.CustomLevel(null, label_for_charts="Null").configure(is_null_level=True), cll.ExactMatchLevel(name, term_frequency_adjustments=True)]
        levels += [cll.CustomLevel(swapped, label_for_charts="Swapped")] if name == "given_name" else []
        levels += [cll.JaroWinklerLevel(name, threshold) for threshold in (0.92, 0.88, 0.7)]
        found.append(cl.CustomComparison(output_column_name=name, comparison_levels=[*levels, cll.ElseLevel()]))
    return found


def comparisons_for(has):
    found = []
    if {"given_name", "family_name"} <= has:
        found += name_comparisons()
    else:
        found += [cl.NameComparison(name).configure(term_frequency_adjustments=True) for name in ("given_name", "family_name", "full_name") if name in has]
    if "birth_date" in has:
        found.append(cl.DateOfBirthComparison("birth_date", input_is_string=True, datetime_format="%Y-%m-%d"))
    if "email" in has:
        found.append(cl.EmailComparison("email"))
    if "phone" in has:
        found.append(cl.LevenshteinAtThresholds("phone", [1, 2]).configure(term_frequency_adjustments=True))
    if "identifier" in has:
        found.append(cl.LevenshteinAtThresholds("identifier", [1, 2]))
    if has & {"street", "postcode", "city"}:
        found.append(address_comparison(has))
    return found


def rules(has, *wanted):
    return [block_on(*rule) for rule in wanted if {part.split("(")[-1].split(",")[0].rstrip(")") for part in rule} <= has]


def main(records, clusters, threshold):
    connection = duckdb.connect()
    has = load(connection, records)
    api = DuckDBAPI(connection)
    # A small file can afford wide rules, which find more.
    wide = [("given_name",), ("family_name",), ("birth_date",), ("postcode",), ("street",), ("identifier",), ("house_number", "city")] if connection.execute("select count(*) from customers").fetchall()[0][0] <= 30_000 else []
    blocking = rules(
        has, *wide, ("email",), ("phone",), ("given_name", "family_name"), ("birth_date", "substr(family_name,1,2)"), ("birth_date", "substr(given_name,1,2)"), ("birth_date", "city"), ("birth_date", "postcode"),
        ("family_name", "street", "house_number"), ("given_name", "street", "postcode"), ("family_name", "postcode"), ("given_name", "postcode"), ("family_name", "city", "substr(given_name,1,1)"), ("given_name", "city", "substr(family_name,1,1)"),
    )
    settings = SettingsCreator(link_type="dedupe_only", comparisons=comparisons_for(has), blocking_rules_to_generate_predictions=blocking, retain_matching_columns=False, retain_intermediate_calculation_columns=False)
    linker = Linker(api.register("customers"), settings, log_level=logging.ERROR)
    certain = rules(has, ("given_name", "family_name", "birth_date"), ("given_name", "email"), ("given_name", "phone"), ("given_name", "family_name", "postcode"))
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.8)
    linker.training.estimate_u_using_random_sampling(seed=1)
    for rule in rules(has, ("given_name", "family_name"), ("birth_date",), ("email",)):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e6)
    pairs = linker.inference.predict(threshold_match_probability=min(threshold, 0.5))
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=threshold)
    connection.execute(f"copy (select unique_id as id, cluster_id as cluster from {found.physical_name}) to '{clusters}' (header)")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 0.95)
