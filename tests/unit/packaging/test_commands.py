"""Commands of the build: what is missing, what fails and what hangs is named."""

import sys

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import Tool, require_tools, run


def test_every_missing_tool_is_named_at_once_with_how_to_get_it() -> None:
    tools = [Tool("makensis", "win-nsis", "install nsis"), Tool("wixl", "win-msi", "install wixl")]
    with pytest.raises(BuildError) as caught:
        require_tools(tools, search_path="/nonexistent")
    assert all(word in str(caught.value) for word in ("makensis", "install nsis", "wixl", "install wixl"))


def test_tools_that_are_there_raise_nothing() -> None:
    asked = [Tool("sh", "this test", "")]
    require_tools(asked, search_path="/bin:/usr/bin")
    with pytest.raises(BuildError):  # the same question, where it is not
        require_tools(asked, search_path="/nonexistent")


def test_output_comes_back() -> None:
    assert run([sys.executable, "-c", "print('供热')"], limit_s=60).strip() == "供热"


def test_failure_shows_code_and_last_lines() -> None:
    with pytest.raises(BuildError, match=r"(?s)exit code 3.*the reason"):
        run([sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"], limit_s=60)


def test_what_hangs_is_stopped() -> None:
    with pytest.raises(BuildError, match="took longer"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], limit_s=0.5)


def test_missing_program_is_a_build_error() -> None:
    with pytest.raises(BuildError, match="cannot be started"):
        run(["/nonexistent/program"], limit_s=5)
