"""FollowTheMoney entities, held against its own schema."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from samples import KATAIB, disputed, event, mention
from stories import day

from kb.export import FORMATS, About
from kb.model import Event, Kind, Participant

try:
    from followthemoney import model
    from followthemoney.proxy import EntityProxy
except ImportError:  # it needs ICU to install
    model = None

HOSTILE = "\x1b[31m <script>x</script>  \ud800 \u202egnp"
LINKS = {"involved", "proof", "subject", "object"}


@dataclass(frozen=True)
class Entity:
    id: str
    schema: str
    properties: dict[str, list[str]]

    def get(self, name: str) -> list[str]:
        return self.properties.get(name, [])

    def first(self, name: str) -> str | None:
        return next(iter(self.get(name)), None)


def entities(*events: Event, **about: Any) -> list[Entity]:
    """Each line; where followthemoney is there, every value must be valid and stay as it was written."""
    lines = "".join(FORMATS["ftm"](list(events), About(**about))).splitlines()
    found = [Entity(**json.loads(line)) for line in lines]
    ids = [entity.id for entity in found]
    assert len(ids) == len(set(ids))
    for entity in found:
        assert {value for name in LINKS for value in entity.get(name)} <= set(ids)
        if model:
            proven(entity)
    return found


def proven(entity: Entity) -> None:
    data = {"id": entity.id, "schema": entity.schema, "properties": entity.properties}
    assert model.schemata[entity.schema].validate(data) is None
    kept = EntityProxy.from_dict(data, cleaned=False).properties
    assert {name: sorted(values) for name, values in kept.items()} == {
        name: sorted(values) for name, values in entity.properties.items()
    }


def one(schema: str, found: list[Entity]) -> Entity:
    (entity,) = [entity for entity in found if entity.schema == schema]
    return entity


@pytest.mark.skipif(model is None, reason="followthemoney is not installed")
def test_its_own_package_reads_it() -> None:
    assert {entity.schema for entity in entities(disputed())} == {
        *("Article", "Event", "Organization", "PublicBody", "UnknownLink")
    }


def test_an_event_has_who_is_involved_and_the_articles_that_prove_it() -> None:
    found = entities(disputed())
    told = one("Event", found)
    assert (told.first("name"), told.first("date")) == (disputed().headline, "2019-12-29")
    assert told.get("location") == ["Kirkuk"]
    assert "at least 25 killed (19-31 by source)" in (told.first("summary") or "")
    assert len(told.get("description")) == 2
    involved = {entity.id: entity.first("name") for entity in found if entity.id in told.get("involved")}
    assert sorted(involved.values()) == ["Kataib Hizbullah", "United States"]
    articles = [entity for entity in found if entity.schema == "Article"]
    assert sorted(told.get("proof")) == sorted(article.id for article in articles)
    parts = {
        (involved[link.first("subject")], link.first("role"))  # type: ignore[index]
        for link in found
        if link.schema == "UnknownLink" and link.first("object") == told.id
    }
    assert parts == {("Kataib Hizbullah", "source"), ("United States", "target")}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("person", "Person"),
        ("organisation", "Organization"),
        ("armed group", "Organization"),
        ("state", "PublicBody"),
        ("collective", "LegalEntity"),
    ],
)
def test_every_kind_of_actor_has_its_schema(kind: Kind, schema: str) -> None:
    found = entities(event(participants=(Participant("Anna Sousa", "source", kind),)))
    actor = one(schema, found)
    assert (actor.first("name"), actor.first("classification")) == ("Anna Sousa", kind)


@pytest.mark.parametrize(
    ("given", "times"),
    [
        ("2019-12-27", {"date": "2019-12-27"}),
        ("2019-12", {"date": "2019-12"}),
        ("2019~", {"date": "2019"}),
        ("2019-12-29/2019-12-31", {"startDate": "2019-12-29", "endDate": "2019-12-31"}),
        ("2019-23", {"startDate": "2019-09", "endDate": "2019-11"}),
        ("2019-10/..", {"startDate": "2019-10"}),
        ("XXXX-12-27", {}),
        ("0476-09-04", {}),
        ("-0043-03-15", {}),
        (None, {}),
    ],
)
def test_dates_are_as_fine_as_they_are_known(given: str | None, times: dict[str, str]) -> None:
    told = one("Event", entities(event(given)))
    assert {name: told.first(name) for name in ("date", "startDate", "endDate") if told.first(name)} == times


def test_an_article_tells_where_and_when_it_appeared() -> None:
    told = mention("https://example.org/a", published=day("2020-01-02"))
    article = one("Article", entities(event(mentions=(told,))))
    assert (article.first("sourceUrl"), article.first("publishedAt")) == ("https://example.org/a", "2020-01-02")


def test_what_two_events_share_is_written_once() -> None:
    first, second = event(id="one"), event(id="two", participants=(KATAIB,))
    found = entities(first, second)
    assert len([entity for entity in found if entity.first("name") == "Kataib Hizbullah"]) == 1
    assert {entity.id for entity in entities(second)} <= {entity.id for entity in found}


def test_hostile_texts_are_values_and_no_more() -> None:
    who = Participant(HOSTILE, "source", "person")
    told = mention(HOSTILE, evidence=HOSTILE, word="x")
    found = entities(event(headline=HOSTILE, place=HOSTILE, participants=(who, who), mentions=(told,)))
    assert len(found) == 4
