"""Every region that is shipped: read whole, nothing of another one in it, and what a choice needs is answered from a text."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from handbook.content.checking import check_content
from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import Placed, caller_texts
from handbook.document.compose import compose_entry
from handbook.model.assumed import texts_of
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, Kind, Verification
from handbook.model.knowledge import Case
from handbook.model.problem import Gravity
from handbook.model.procedure import Procedure
from handbook.model.region import REQUIRED, Role
from handbook.model.regulation import RegulationArticle
from handbook.model.text import PieceKind, fill_values, gaps, pieces, shown_variant, value_keys
from handbook.model.typesetting import plain
from handbook.render.entry_page import render_entry
from handbook.render.plain_text import plain_text
from handbook.ui.call.pinning import pinned_copy

CONTENT = Path(__file__).resolve().parents[2] / "content"
FOLDERS = tuple(sorted(folder.name for folder in (CONTENT / "regions").iterdir() if folder.is_dir()))
REGIONS = tuple(sorted(check_content(CONTENT).handbook.region_names))
"""Those that can be chosen; what else has a folder is a parent alone, and is read through its cities."""
NOT_SAID = ("asks", "sources", "tags", "elsewhere")
"""Fields by which an entry is found, that say where it comes from, or that stand apart as of elsewhere; everything else is shown,
printed or spoken as valid."""


@cache
def read(region: str) -> LoadedContent:
    return check_content(CONTENT, region=region)


@cache
def words_of(region: str) -> frozenset[str]:
    """Names that belong to a region: its cities and laws."""
    loaded = next(read(near) for near in (region, *REGIONS) if near in REGIONS and region in chain(near))
    laws = [
        article
        for article in loaded.handbook.regulations
        if loaded.origins[article.id].file.startswith(f"regions/{region}/")
    ]
    assert laws
    places = {place for article in laws for place in re.split(r"[、,]", article.place) if place}
    names = {article.law for article in laws} | {
        name for article in laws for name in article.law_short_names if any(place in name for place in places)
    }
    return frozenset(places | names)


def chain(region: str) -> set[str]:
    """The region and those in which is looked where it has nothing."""
    files = {
        origin.file.split("/")[1]
        for origin in read(region).origins.values()
        if origin.file.startswith("regions/")
    }
    return files | {region}


def foreign(region: str) -> frozenset[str]:
    """Names of other regions alone."""
    own = frozenset(word for near in chain(region) for word in words_of(near))
    others = frozenset(word for other in FOLDERS if other not in chain(region) for word in words_of(other))
    return frozenset(word for word in others if not any(word in mine for mine in own))


def said(entry: Entry) -> Iterator[str]:
    """What of an entry is shown or spoken."""
    for name, value in msgspec.to_builtins(entry).items():
        if name not in NOT_SAID:
            yield msgspec.json.encode(value).decode()


@pytest.mark.parametrize("region", REGIONS)
def test_it_passes_the_gate(region: str) -> None:
    errors = [str(p) for p in read(region).problems if p.gravity is Gravity.ERROR]
    assert errors == []
    assert read(region).handbook.region is not None


@pytest.mark.parametrize("region", REGIONS)
def test_nothing_of_another_region_is_shown_as_valid(region: str) -> None:
    """Court cases are of elsewhere by their kind, and say so."""
    handbook = read(region).handbook
    names = foreign(region)
    found = [
        (entry.id, word)
        for entry in handbook
        if entry.kind is not Kind.CASE
        for text in said(entry)
        for word in names
        if word in text
    ]
    assert found == []
    assert [a.id for a in handbook.regulations if a.place and any(word in a.place for word in names)] == []


def test_at_what_hours_the_least_warmth_holds_is_left_to_the_article_of_the_region() -> None:
    """哈尔滨's law says 全天, the others' say nothing of hours: what all of them read must not."""
    loaded = read("harbin")
    common = [entry for entry in loaded.handbook if "regions/" not in loaded.origins[entry.id].file]
    assert len(common) > 300
    claims = re.compile(r"全天|不分白天黑夜|24 ?小时都(?:得|要)够")
    floor = re.compile(r"底线|达标|legal_min_temp|不低于|够数")
    found = [
        (entry.id, line)
        for entry in common
        for text in said(entry)
        for line in re.split(r"[。;\"]", text)
        if claims.search(line) and floor.search(line)
    ]
    assert found == []


def test_no_line_that_every_region_reads_speaks_of_what_only_one_law_knows() -> None:
    """哈尔滨 takes no suspension while a new house is under warranty and charges for one; 山东 says neither."""
    loaded = read("harbin")
    claims = re.compile(
        r"保修期[^。;]{0,12}(?:一般)?不受理|多半停不了|停(?:了|热)[^。;]{0,20}规定里有|基础费[^。;]{0,6}(?:必须|都得)交"
    )
    found = [
        (entry.id, placed.text)
        for entry in loaded.handbook
        if "regions/" not in loaded.origins[entry.id].file
        for placed in caller_texts(entry)
        if claims.search(placed.text)
    ]
    assert found == []


def test_no_line_that_every_region_reads_says_that_the_local_rule_is_not_at_hand() -> None:
    """It is at hand in one region and not in the next: 多少户才供 stands in 临沂's law."""
    loaded = read("harbin")
    claims = re.compile(r"(?:本地|当地|咱市|谁批)[^。;]{0,16}(?:没(?:有)?原文|(?:未|没有?)取得)")
    found = [
        (entry.id, placed.text)
        for entry in loaded.handbook
        if "regions/" not in loaded.origins[entry.id].file
        for placed in caller_texts(entry)
        if claims.search(placed.text)
    ]
    assert found == []


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_told_of_elsewhere_stands_apart_and_is_never_said(region: str) -> None:
    handbook = read(region).handbook
    assert handbook.region is not None
    own = handbook.region.places
    for entry in handbook:
        page = plain_text(render_entry(entry, handbook).html)
        away = [row for row in entry.elsewhere if not any(city in row.place for city in own)]
        assert ("外地，仅作参考" in page) == bool(
            away or (isinstance(entry, Case) and not any(city in entry.place for city in own))
        ), entry.id
        spoken = "".join(placed.text for placed in caller_texts(entry))
        assert [row.place for row in entry.elsewhere if row.place in spoken] == []
        copied = "".join(render_entry(entry, handbook).copies.values())
        assert [row.text for row in entry.elsewhere if row.text in copied] == []


def test_the_shipped_cards_have_comparisons_and_each_city_sees_those_of_others() -> None:
    shown = {
        region: {
            (entry.id, row.place)
            for entry in read(region).handbook
            for row in entry.elsewhere
            if read(region).handbook.is_elsewhere(row.place)
        }
        for region in REGIONS
    }
    assert ("proc-report-tap", "哈尔滨") not in shown["harbin"]
    assert ("proc-report-tap", "哈尔滨") in shown["xuzhou"]
    assert ("kn-penalty-procedure", "徐州") not in shown["xuzhou"]
    assert ("kn-penalty-procedure", "山东省") not in shown["qingdao"]


@pytest.mark.parametrize("region", REGIONS)
def test_without_a_site_no_spoken_line_outcome_or_boxed_line_has_a_hole(region: str) -> None:
    handbook = read(region).handbook
    told = 0
    for entry in handbook:
        texts = [fill_values(placed.text, handbook.value_by_key) for placed in shown_texts(entry, handbook)]
        if isinstance(entry, Procedure | EmergencyCard):
            pinned = pinned_copy(entry, handbook)
            texts += [step.text for step in pinned.steps if step.effective_audience is Audience.CALLER]
            texts += [text for outcome in pinned.outcomes for text in texts_of(outcome)]
            texts += [text for outcome in pinned.card_outcomes for text in texts_of(outcome)]
            texts += [line.text for line in pinned.immediate]
            texts += pinned.calm
        for text in texts:
            told += 1
            kinds = {piece.kind for piece in pieces(text)}
            assert kinds.isdisjoint({PieceKind.GAP, PieceKind.VALUE}), (entry.id, text)
            assert "||" not in text
            assert "待填" not in text
    assert told > 3000


def shown_texts(entry: Entry, handbook: Handbook) -> Iterator[Placed]:
    """What a caller hears, each text once, in the way in which it is shown."""
    ways: dict[object, list[Placed]] = {}
    for placed in caller_texts(entry):
        ways.setdefault(placed.path, []).append(placed)
    for found in ways.values():
        whole = "||".join(placed.text for placed in found)
        yield Placed(found[0].path, shown_variant(whole, handbook.value_by_key))


@pytest.mark.parametrize("region", REGIONS)
def test_no_line_of_a_list_has_a_hole_where_the_region_is_silent(region: str) -> None:
    """A question, a hint or an act that counts on a figure of law reads whole where the region has none."""
    handbook = read(region).handbook
    of_law = {value.key for value in handbook.values if not value.value and value.source == "由地区写"}
    of_law |= read("harbin").handbook.region_keys if region != "harbin" else set()
    found = []
    for entry in handbook:
        page = plain_text(render_entry(entry, handbook).html)
        assert "||" not in page, entry.id
        if isinstance(entry, Procedure | EmergencyCard):
            for step in (*entry.steps, *getattr(entry, "onsite_steps", ())):
                for text in texts_of(step):
                    shown = shown_variant(text, handbook.value_by_key)
                    missing = {key for key in value_keys(shown) if not handbook.value_by_key[key].value}
                    found += [(entry.id, text)] if missing & of_law else []
    assert found == []


@pytest.mark.parametrize("region", REGIONS)
def test_no_page_or_sheet_has_a_hole_where_the_region_is_silent(region: str) -> None:
    """What the company fills in may be open; what a law or a city says is said, or said to be looked up."""
    handbook = read(region).handbook
    of_company = {value.label for value in handbook.values if value.source == "由使用单位填写"}
    assert {"供热服务热线", "测温时段"} & of_company == {"供热服务热线"}
    found = []
    for entry in handbook:
        page = plain_text(render_entry(entry, handbook).html)
        sheet = str(compose_entry(entry, handbook, date(2026, 11, 29)).blocks)
        found += [
            (entry.id, label)
            for text in (page, sheet)
            for label in gaps(text)
            if label and label not in of_company
        ]
    assert found == []


@pytest.mark.parametrize("region", REGIONS)
def test_where_the_gas_company_has_no_number_another_one_is_named(region: str) -> None:
    handbook = read(region).handbook
    assert not handbook.value_by_key["gas_emergency"].value
    lines = 0
    for entry in (*handbook.emergency, *handbook.scripts, *handbook.regulations):
        for text in texts_of(entry):
            if "{{gas_emergency}}" in text:
                lines += 1
                assert "119" in fill_values(text, handbook.value_by_key), (entry.id, text)
    assert lines >= 5


@pytest.mark.parametrize("region", REGIONS)
def test_the_page_tells_the_maintainer_what_is_left_out_and_the_sheet_does_not(region: str) -> None:
    handbook = read(region).handbook
    entry = handbook.get("proc-suspend")
    assert entry is not None
    assert "营业厅地址与时间" in plain_text(render_entry(entry, handbook).html)
    sheet = compose_entry(entry, handbook, date(2026, 11, 29))
    assert "维护提示" not in str(sheet.blocks)


@pytest.mark.parametrize("region", REGIONS)
def test_what_a_choice_needs_comes_from_a_text_that_was_seen(region: str) -> None:
    loaded = read(region)
    roles = loaded.handbook.region.roles if loaded.handbook.region else {}
    for role in REQUIRED:
        articles = [loaded.handbook.get(name) for name in roles.get(role, ())]
        if loaded.handbook.region is not None and role in loaded.handbook.region.silent:
            assert articles == []
            continue
        assert articles, role
        for article in articles:
            assert isinstance(article, RegulationArticle)
            assert article.verification is not Verification.MISSING
        assert loaded.handbook.region is not None
        assert loaded.handbook.region.from_reports or any(
            isinstance(a, RegulationArticle) and a.verification.rests_on_full_text for a in articles
        )


def test_until_somebody_chose_no_line_with_a_value_of_the_region_can_be_copied() -> None:
    unchosen, chosen = check_content(CONTENT).handbook, read("harbin").handbook
    told = 0
    for entry in unchosen:
        filled = {
            plain(fill_values(placed.text, unchosen.value_by_key))
            for placed in caller_texts(entry)
            if set(value_keys(placed.text)) & unchosen.region_keys
            or (isinstance(entry, RegulationArticle) and unchosen.assumes(entry))
        }
        for words in render_entry(entry, unchosen).copies.values():
            assert unchosen.assumed.gave(words, entry.id) or words not in filled, (entry.id, words)
            told += words in filled
            assert not chosen.assumed.gave(words, entry.id)
    assert told > 90
    assert "legal_min_temp" in unchosen.region_keys
    assert unchosen.region_keys.isdisjoint({"ambulance", "p3_arrival", "limitation_years"})


@pytest.mark.parametrize("region", REGIONS)
def test_every_role_names_articles_of_the_region(region: str) -> None:
    handbook = read(region).handbook
    assert handbook.region is not None
    named = [name for names in handbook.region.roles.values() for name in names]
    assert [name for name in named if not isinstance(handbook.get(name), RegulationArticle)] == []


def test_which_regions_can_be_chosen_and_which_is_a_parent_alone() -> None:
    assert REGIONS == ("harbin", "linyi", "qingdao", "taian", "xuzhou")
    assert set(FOLDERS) - set(REGIONS) == {"shandong"}
    told = [p for p in check_content(CONTENT, region="shandong").problems if p.rule == "region-not-ready"]
    assert ["退费" in p.message for p in told] == [True]
    xuzhou = read("xuzhou").handbook
    assert xuzhou.region is not None
    assert list(xuzhou.region.silent) == [Role.SUSPENSION]
    harbin = read("harbin").handbook
    assert harbin.region is not None
    assert harbin.region.from_reports
