"""Reads a customer file for the peers: columns by their header, cleaned as each peer's documentation advises before linking."""

import re

ROLE_OF_HEADER = {
    "given_name": ("given_name", "first_name", "vorname", "givenname", "forename"),
    "family_name": ("family_name", "surname", "last_name", "nachname", "familyname"),
    "full_name": ("full_name", "name", "primary_name_full"),
    "email": ("email", "e-mail", "email_address", "e_mail"),
    "phone": ("phone", "phone_number", "telefon", "mobile"),
    "birth_date": ("birth_date", "dob", "date_of_birth", "geburtsdatum", "birthdate"),
    "street": ("street", "strasse", "street_name", "address", "address_1", "address1"),
    "house_number": ("house_number", "hausnummer", "street_number"),
    "postcode": ("postcode", "postcode_fake", "zip", "plz", "zip_code"),
    "identifier": ("soc_sec_id", "social_security_number", "customer_number"),
    "city": ("city", "ort", "suburb", "town", "birth_place"),
}

LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a", "à": "a", "ó": "o", "ç": "c", "ô": "o", "ê": "e"})


def roles_of(header):
    """Header -> role for the columns that are recognised; a role is given once."""
    found = {}
    for role, names in ROLE_OF_HEADER.items():
        for name in header:
            if name.lower() in names and name not in found:
                found[name] = role
                break
    return found


def clean(role, text):
    """The comparable form of a value, or None where there is none."""
    text = text.strip().lower()
    if text == "":
        return None
    if role == "email":
        return text
    if role == "phone":
        digits = re.sub(r"\D", "", text.replace("(0)", ""))
        digits = re.sub(r"^(00|0)?49(?=\d{6,})", "", digits)
        return digits.lstrip("0") or None
    if role == "birth_date":
        if re.fullmatch(r"\d{8}", text):
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        # A date that means "unknown" would link everybody who bears it.
        return None if text == "1900-01-01" else text
    text = re.sub(r"^(dr|prof)\.? ", "", text.translate(LETTERS))
    if role == "street":
        text = re.sub(r"(strasse|str)\.?(?=$| )", "str", text).replace(" str", "str")
    return re.sub(r"[^a-z0-9]+", " ", text).strip() or None


def read_customers(path):
    """Roles in use and rows as lists: id first, then one value for each role."""
    import csv

    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        roles = roles_of(header)
        at = [(header.index(name), role) for name, role in roles.items()]
        rows = [[row[0], *(clean(role, row[index]) for index, role in at)] for row in reader]
    return [role for _, role in at], rows


def write_clusters(path, pairs):
    """pairs of (id, cluster)."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,cluster\n")
        file.writelines(f"{record},{cluster}\n" for record, cluster in pairs)
