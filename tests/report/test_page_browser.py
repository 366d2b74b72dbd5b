"""The report page in a real browser, where one is installed: clicks, keys, filters."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aligner.report.page import Page, Row, render
from aligner.report.page.model import TermUse
from tests.report.test_page import HOSTILE, finding

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="chromium is not installed")
ROWS = [
    Row("改革开放", "Reform and opening up", 0.99),
    Row("粮食安全", "Food security", 0.4, findings=(finding("grain is not food", 1),)),
    Row(HOSTILE, HOSTILE, 0.7, findings=(finding(HOSTILE, 2),)),
    Row("就业", "Employment", None),
]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    """Start the browser once."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,700"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def page(chrome: Chrome, tmp_path: Path) -> Chrome:
    """Open the page of some rows."""
    path = tmp_path / "page.html"
    terms = (TermUse("改革", "reform", (("reform", (0,)), ("", (3,)))),)
    path.write_text("".join(render(Page("report", ROWS, terms=terms))), encoding="utf-8")
    chrome.get(path.as_uri())
    return chrome


def wait(condition: Callable[[], bool]) -> None:
    """Wait until the page has done what it was told to."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "the page did not react"
        time.sleep(0.02)


def shown(page: Chrome) -> list[str]:
    """Return the rows to be seen, in their order."""
    script = (
        "return [...document.querySelectorAll('article')].filter(a=>a.offsetParent).map(a=>a.id)"
    )
    found: list[str] = page.execute_script(script)
    return found


def element(page: Chrome, name: str) -> Any:  # noqa: ANN401  # selenium is imported here alone
    """Return an element by its id."""
    return page.find_element("id", name)


def test_search_and_filters(page: Chrome) -> None:
    from selenium.webdriver.support.ui import Select

    assert shown(page) == ["b1", "b2", "b3", "b4"]
    element(page, "text").send_keys("FOOD")
    wait(lambda: shown(page) == ["b2"])
    assert element(page, "shown").text == "1 / 4"
    element(page, "text").clear()
    element(page, "text").send_keys(" ")
    wait(lambda: len(shown(page)) == 4)
    Select(element(page, "rule")).select_by_value("NUM001")
    wait(lambda: shown(page) == ["b2", "b3"])
    Select(element(page, "rule")).select_by_value("")
    Select(element(page, "order")).select_by_value("doubt")
    wait(lambda: shown(page)[0] == "b2")
    Select(element(page, "order")).select_by_value("place")
    wait(lambda: shown(page) == ["b1", "b2", "b3", "b4"])
    page.execute_script(
        "const b=document.getElementById('below');b.value=0.5;"
        "b.dispatchEvent(new Event('input',{bubbles:true}))"
    )
    wait(lambda: shown(page) == ["b2"])


def test_keys_walk_through_rows_and_findings(page: Chrome) -> None:
    body = page.find_element("tag name", "body")
    focus = "return document.activeElement.id"
    for key, expected in (("n", "b2"), ("n", "b3"), ("j", "b4"), ("p", "b3"), ("k", "b2")):
        body.send_keys(key)
        wait(partial(lambda wanted: page.execute_script(focus) == wanted, expected))
    body.send_keys("/")
    wait(lambda: page.execute_script(focus) == "text")


def test_a_link_shows_a_row_that_was_filtered_out(page: Chrome) -> None:
    element(page, "text").send_keys("food")
    wait(lambda: shown(page) == ["b2"])
    page.execute_script("document.querySelectorAll('#terms details').forEach(d => d.open = true)")
    page.find_element("css selector", "#terms details details a[href='#b4']").click()
    wait(lambda: "b4" in shown(page))
    assert page.execute_script("return document.activeElement.id") == "b4"


def test_hostile_text_runs_nothing_and_no_error_is_logged(page: Chrome) -> None:
    assert page.title == "report"
    assert page.find_elements("css selector", "article script, article img") == []
    errors = [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"]  # type: ignore[no-untyped-call]  # selenium has none here
    assert errors == []
