"""What catalogues are told of the software: `CITATION.cff` and `publiccode.yml`.

Held against the rules of Citation File Format 1.2.0 and publiccode.yml 0.4 here: the validator
cffconvert needs a jsonschema older than the one that Jupyter brings.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import yaml
from project_samples import ROOT

CFF_KEYS = {
    *("abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi"),
    *("identifiers", "keywords", "license", "license-url", "message", "preferred-citation"),
    *("references", "repository", "repository-artifact", "repository-code", "title", "type"),
    *("url", "version"),
}
ENTITY_KEYS = {
    *("address", "alias", "city", "country", "date-end", "date-start", "email", "fax", "location"),
    *("name", "orcid", "post-code", "region", "tel", "website"),
}
PUBLIC_KEYS = {
    *("publiccodeYmlVersion", "name", "platforms", "categories", "developmentStatus"),
    *("softwareType", "description", "legal", "maintenance", "localisation"),
}
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
SOFTWARE = {
    *("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web"),
    *("standalone/backend", "standalone/other", "addon", "library", "configurationFiles"),
}
MAINTENANCE = {"internal", "contract", "community", "none"}


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def test_the_citation_file_has_the_keys_and_kinds_of_the_format() -> None:
    cff = read("CITATION.cff")
    assert {"authors", "cff-version", "message", "title"} <= cff.keys() <= CFF_KEYS
    assert cff["cff-version"] == "1.2.0"
    assert cff["type"] in {"software", "dataset"}
    texts = ("message", "title", "version", "abstract", "license")
    assert all(isinstance(cff[key], str) and cff[key] for key in texts)
    assert cff["authors"]
    for author in cff["authors"]:
        assert {"name"} <= author.keys() <= ENTITY_KEYS
    assert len(set(cff["keywords"])) == len(cff["keywords"]) > 0


def test_the_catalogue_file_has_the_required_keys() -> None:
    public = read("publiccode.yml")
    assert public.keys() >= PUBLIC_KEYS
    assert public["publiccodeYmlVersion"] == "0.4"
    assert public["developmentStatus"] in STATUS
    assert public["softwareType"] in SOFTWARE
    assert public["maintenance"]["type"] in MAINTENANCE
    assert all(contact["name"] for contact in public["maintenance"]["contacts"])
    assert public["platforms"]
    assert public["categories"]
    assert isinstance(public["localisation"]["localisationReady"], bool)
    assert "nl" in public["localisation"]["availableLanguages"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_description_has_the_length_that_catalogues_take(language: str) -> None:
    told = read("publiccode.yml")["description"][language]
    assert 0 < len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert all(0 < len(feature) <= 100 for feature in told["features"])
    assert len(told["features"]) > 0


def test_both_say_what_the_project_says(project: dict[str, Any]) -> None:
    cff, public = read("CITATION.cff"), read("publiccode.yml")
    assert cff["title"] == public["name"] == project["name"]
    assert cff["version"] == public["softwareVersion"] == project["version"]
    assert cff["license"] == public["legal"]["license"] == project["license"]
