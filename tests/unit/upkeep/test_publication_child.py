"""The process that looks and signs: what it says is read back, what it does not say in time is not waited for."""

import json
import sys
import time
from pathlib import Path

import msgspec

from handbook.upkeep.publication import ShareState
from handbook.upkeep.publication_child import NO_ANSWER, PublicationChild, PublicationPlace
from tests.helpers.publication import WORD, share_state


def never() -> bool:
    return False


def child(tmp_path: Path, code: str) -> PublicationChild:
    """One whose program is a few lines; `told` is the file that it may write its arguments into."""
    program = tmp_path / "program.py"
    program.write_text(f"import json, sys, time\ntold = {str(tmp_path / 'told.json')!r}\n{code}\n", "utf-8")
    place = PublicationPlace(
        root=tmp_path,
        site=tmp_path,
        region="hlj",
        share=tmp_path / "share",
        keys=tmp_path / "keys",
        by="王敏",
    )
    return PublicationChild(place, [sys.executable, str(program)])


def test_what_it_says_last_is_read_back(tmp_path: Path) -> None:
    said = tmp_path / "said.json"
    said.write_bytes(msgspec.json.encode(share_state()))
    one = child(tmp_path, f"print('注意');print(open({str(said)!r}, encoding='utf-8').read())")
    assert one.state(never) == share_state()


def test_a_passphrase_goes_by_the_standard_input_and_stands_on_no_command_line(tmp_path: Path) -> None:
    code = "json.dump([sys.argv, sys.stdin.readline()], open(told, 'w')); print('发出第 3 号。')"
    ended = child(tmp_path, code).publish(WORD, 10, "抢修电话改了", never, checks="4 项全过")
    assert (ended.is_done, ended.words) == (True, "发出第 3 号。")
    arguments, typed = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert typed == f"{WORD}\n"
    assert not any(WORD in argument for argument in arguments)
    assert {"--stage", "10", "--by", "王敏", "--checked", "4 项全过"} <= set(arguments)


def test_the_second_one_says_what_he_looked_at(tmp_path: Path) -> None:
    code = "json.dump([sys.argv, sys.stdin.readline()], open(told, 'w')); print('好。')"
    one = child(tmp_path, code)
    assert one.second(WORD, "d" * 64, never).is_done
    arguments, typed = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert typed == f"{WORD}\n"
    assert arguments[arguments.index("--second") + 1 :][:2] == ["--seen", "d" * 64]
    assert one.drop(never).is_done
    arguments, typed = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert (typed, "--drop" in arguments) == ("\n", True)


def test_a_refusal_is_told_in_its_own_words(tmp_path: Path) -> None:
    ended = child(tmp_path, "print('密钥的口令不对。', file=sys.stderr); sys.exit(2)").stop(3, never)
    assert (ended.is_done, ended.words) == (False, "密钥的口令不对。")


def test_nonsense_is_no_answer(tmp_path: Path) -> None:
    assert child(tmp_path, "print('{\"folder\": 1}')").state(never) == NO_ANSWER
    assert child(tmp_path, "sys.exit(3)").state(never) == NO_ANSWER


def test_one_that_hangs_is_ended_at_once_when_the_page_goes(tmp_path: Path) -> None:
    began = time.monotonic()
    told = child(tmp_path, "time.sleep(60)").state(lambda: time.monotonic() - began > 0.5)
    assert told == NO_ANSWER
    assert time.monotonic() - began < 5


def test_one_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: object) -> None:
    one = child(tmp_path, "time.sleep(60)")
    began = time.monotonic()
    assert one._run(["--state"], "", 0.5, never)[0] is None
    assert time.monotonic() - began < 5


def test_the_program_itself_answers(tmp_path: Path, user_home: Path) -> None:
    root = tmp_path / "content"
    root.mkdir()
    (root / "handbook.yaml").write_text("version: '2026.11'\n", "utf-8")
    (tmp_path / "share").mkdir()
    place = PublicationPlace(root=root, site=None, region="", share=tmp_path / "share")
    state = PublicationChild(place).state(never)
    assert isinstance(state, ShareState), state
    assert (state.is_begun, state.has_keys, state.is_writable) == (False, False, True)
