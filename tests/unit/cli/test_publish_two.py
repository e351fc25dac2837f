"""Two signatures by the verb: the ceremony asks for two, one prepares, the other looks at the same differences and signs."""

from pathlib import Path

import pytest

from handbook.fleet.trust.key_change import REPLACED
from handbook.upkeep.publication import ActKind, Group
from tests.unit.cli.test_publish_page import Page
from tests.unit.content.content_sample import files
from tests.unit.fleet.test_publish_verb import WORD


class PairPage(Page):
    """Both editors' computers, and a desk."""

    def begin(self) -> "PairPage":
        self.site = self.folder / "site"
        self.site.mkdir()
        code, said = self.do("keys", str(self.folder / "keys"), "--editors", "2", typed=f"{WORD}\n" * 4)
        assert code == 0, said
        (self.program / "1.root.json").write_bytes((self.folder / "keys" / "1.root.json").read_bytes())
        return self

    def as_one(self, name: str, place: str, *words: str, typed: str = f"{WORD}\n") -> tuple[int, str]:
        where = ("--content", str(self.content), "--site", str(self.site), "--to", str(self.share))
        keys = ("--keys", str(self.folder / "keys" / place), "--by", name)
        return self.do("publish", *where, *keys, *words, typed=typed)

    def both(self, *words: str) -> None:
        code, said = self.as_one("王敏", "editor", *words)
        assert (code, "签了第一个" in said) == (0, True), said
        code, said = self.as_one("李海涛", "editor-2", "--second")
        assert (code, "两个人都签了" in said) == (0, True), said

    def replace_with_two(self, what: str, new: Path, *words: str) -> tuple[int, str]:
        held = self.folder / "keys"
        named = ["keys", str(new), "--replace", what, "--to", str(self.share), *words]
        named += ["--stick", str(held / "stick-1" / "root.pem")]
        if what != "editor":
            named += ["--keys", str(held / "editor")]
        if what == "dispatch":
            named += ["--keys", str(held / "editor-2")]
        return self.do(*named, typed=f"{WORD}\n" * 4)

    def take_over(self, new: Path) -> None:
        for path in new.rglob("*.p*"):
            place = self.folder / "keys" / path.relative_to(new)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(path.read_bytes())


@pytest.fixture
def pair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_home: Path
) -> PairPage:
    return PairPage(tmp_path, monkeypatch, capsys).begin()


def test_it_goes_out_with_the_second_signature_and_the_record_names_both(pair: PairPage) -> None:
    code, said = pair.as_one(
        "王敏", "editor", "--note", "改了抢修电话", "--checked", "4 项全过", "--stage", "100"
    )
    assert (code, "没签齐之前" in said) == (0, True), said
    pair.do("update")
    assert pair.number() == 0
    state = pair.state()
    assert (state.signers, state.newest, state.is_begun) == (2, None, False)
    waits = state.waiting
    assert waits is not None
    assert (waits.by, waits.number, waits.version, waits.is_mine) == ("王敏", 1, "2026.12", True)
    assert state.acts == ()
    code, said = pair.as_one("李海涛", "editor-2", "--second", "--seen", "another")
    assert (code, "换了一份" in said) == (2, True), said
    code, said = pair.as_one("李海涛", "editor-2", "--second", "--seen", waits.digest)
    assert (code, "第 1 号" in said) == (0, True), said
    pair.do("update")
    assert pair.number() == 1
    state = pair.state()
    assert state.waiting is None
    act = state.act_of(ActKind.PUBLISH, 1)
    assert act is not None
    assert (act.by, act.second, act.words, act.checks) == ("王敏", "李海涛", "改了抢修电话", "4 项全过")
    assert act.first_signed is not None
    assert act.first_signed <= act.when


def test_the_second_one_sees_what_is_in_that_very_pack(pair: PairPage) -> None:
    pair.both()
    name = next(name for name in files() if name.startswith("scripts/"))
    text = (pair.content / name).read_text("utf-8")
    (pair.site / "scripts").mkdir()
    (pair.site / name).write_text(text.replace("。", "，师傅会先打电话给您。", 1), "utf-8")
    assert pair.as_one("王敏", "editor")[0] == 0
    (pair.site / name).write_text(text.replace("。", "，又改了。", 1), "utf-8")  # by another one, meanwhile
    survey = pair.survey()
    waits = pair.state().waiting
    assert waits is not None
    assert survey.waiting_digest == waits.digest
    assert [told.group for told in survey.waiting] == [Group.SAID]
    assert "师傅会先打电话给您" in "".join(run.text for run in survey.waiting[0].places[0].after)
    code, said = pair.as_one("李海涛", "editor-2", "--second", typed="wrong\n")
    assert code == 2
    assert "师傅会先打电话给您" in said
    assert "又改了" not in said
    assert "王敏" in said
    code, said = pair.as_one("李海涛", "editor-2", "--second")
    assert code == 0, said


def test_what_waits_is_given_up_by_either(pair: PairPage) -> None:
    pair.both()
    pair.as_one("王敏", "editor")
    code, said = pair.as_one("李海涛", "editor-2", "--drop", typed="")
    assert (code, "不发了" in said) == (0, True), said
    assert pair.state().waiting is None
    code, said = pair.as_one("李海涛", "editor-2", "--second")
    assert (code, "没有等着签的" in said) == (2, True), said


def test_whom_the_first_signature_is_of_is_not_asked_of_the_share(pair: PairPage) -> None:
    """Without a root on his own computer the second one signs nothing; the first one goes on, and desks see to it."""
    assert pair.as_one("王敏", "editor")[0] == 0
    (pair.program / "1.root.json").unlink()
    (pair.share / "metadata").mkdir()
    (pair.folder / "keys" / "1.root.json").rename(pair.share / "metadata" / "1.root.json")
    code, said = pair.as_one("李海涛", "editor-2", "--second")
    assert (code, "还缺 1.root.json" in said) == (2, True), said


def test_a_file_that_is_no_root_stops_nobody(pair: PairPage) -> None:
    pair.both()
    (pair.share / "metadata" / "99.root.json").write_bytes(b"no root")
    pair.both()
    pair.do("update")
    assert pair.number() == 2


@pytest.mark.parametrize("place", ["editor", "editor-2"])
def test_either_stops_it_alone_without_a_passphrase(pair: PairPage, place: str) -> None:
    pair.both()
    assert pair.state().can_stop
    code, said = pair.as_one("李海涛", place, "--stop", "1", typed="")
    assert (code, "停住了" in said) == (0, True), said
    pair.do("update")
    assert pair.number() == 0
    assert not pair.state().can_stop
    pair.both("--widen", "1", "--stage", "100")
    pair.do("update")
    assert pair.number() == 1
    assert pair.state().acts[-1].kind is ActKind.WIDEN


def test_withdrawn_by_two(pair: PairPage) -> None:
    pair.both()
    pair.write("2026.13")
    pair.both()
    pair.both("--withdraw", "1")
    pair.do("update")
    assert pair.number() == 3
    assert pair.state().acts[-1].kind is ActKind.WITHDRAW


@pytest.mark.parametrize("what", list(REPLACED))
@pytest.mark.parametrize("is_cut", [False, True])
def test_a_key_is_replaced_where_two_sign(
    pair: PairPage, monkeypatch: pytest.MonkeyPatch, what: str, *, is_cut: bool
) -> None:
    """The drills with two editors; also where the change is cut off behind the new root."""
    pair.both()
    pair.do("update")
    new = pair.folder / "new"
    if is_cut:

        def full(*_args: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
            patched.setattr("handbook.fleet.trust.publisher.Repository._seal", full)
            pair.replace_with_two(what, new)
    code, said = pair.replace_with_two(what, new)
    assert code == 0, said
    code, said = pair.do("update")
    assert (code, pair.number()) == (0, 1), said
    if what != "sticks":
        code, said = pair.as_one("王敏", "editor")
        assert (code, "换过了" in said) == (2, True), said
    assert pair.state().can_stop
    pair.take_over(new)
    pair.both()
    code, said = pair.do("update")
    assert (code, pair.number()) == (0, 2), said


def test_two_become_one_and_one_becomes_two(pair: PairPage) -> None:
    pair.both()
    code, said = pair.replace_with_two("editor", pair.folder / "one", "--editors", "1")
    assert code == 0, said
    pair.take_over(pair.folder / "one")
    assert pair.state().signers == 1
    code, said = pair.as_one("王敏", "editor")
    assert (code, "发出第 2 号" in said) == (0, True), said
    code, said = pair.replace_with_two("sticks", pair.folder / "x", "--editors", "2")
    assert (code, "换 editor 时才能改" in said) == (2, True), said
    code, said = pair.replace_with_two("editor", pair.folder / "two", "--editors", "2")
    assert code == 0, said
    pair.take_over(pair.folder / "two")
    pair.both()
    code, said = pair.do("update")
    assert (code, pair.number()) == (0, 3), said


def test_where_one_signs_nothing_waits(page: Page) -> None:
    assert page.state().signers == 1
    for word in ("--second", "--drop"):
        code, said = page.ask(word)
        assert (code, "一个人签" in said) == (2, True), said


@pytest.fixture
def page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_home: Path
) -> Page:
    return Page(tmp_path, monkeypatch, capsys).begin()
