import base64
import hashlib
import re
import shutil

import html5lib
import pytest
from lxml import html as lxml_html
from small_shelf import put_failure, put_report

from presseschau.core.calls import WrongCall
from presseschau.jobs.delivery import ledger
from presseschau.jobs.delivery.index import write_index
from presseschau.jobs.delivery.rounds import refresh

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Two series: three reports and a failure, and two reports."""
    out = tmp_path_factory.mktemp("reports")
    for day, articles in (("2026-11-20", 4), ("2026-11-21", 9), ("2026-11-23", 2)):
        put_report(out, "morgen", day, articles=articles)
    put_failure(out, "morgen", "2026-11-22", "Notebook 'actors' stopped: <no memory>.")
    for day in ("2026-11-21", "2026-11-22"):
        put_report(out, "medien", day, rejects=3)
    (out / "medien" / "trend.html").write_text("<p>", encoding="utf-8")
    (out / "medien" / "kaputt").mkdir()
    (out / "medien" / "kaputt" / "run.json").write_text("{")
    return out


def rows(page: str) -> list:
    return lxml_html.fromstring(page).xpath("//li[@data-series]")


def test_all_reports_are_listed_the_newest_first_with_links_that_lead_somewhere(shelf):
    page = write_index(shelf).read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    titles = [row.xpath("string(.//h2)") for row in rows(page)]
    assert titles[0] == "Montag, 23. November 2026"
    assert [row.get("data-series") for row in rows(page)].count("morgen") == 4
    links = lxml_html.fromstring(page).xpath("//main//a/@href")
    assert "morgen/2026-11-23/index.html" in links
    assert "medien/trend.html" in links
    assert all((shelf / link).is_file() for link in links)


def test_a_failure_is_told_with_its_reason_and_leads_nowhere(shelf):
    (failed,) = lxml_html.fromstring(write_index(shelf).read_text("utf-8")).find_class("failed")
    assert failed.xpath("string(.//h2)") == "Sonntag, 22. November 2026"
    assert "Notebook 'actors' stopped: <no memory>." in failed.text_content()
    assert not failed.xpath(".//a")


def test_late_articles_and_refused_inputs_are_told(shelf):
    ledger.note_late(shelf, "morgen", {"2026-11-20": 3, "2026-11-21": 0})
    page = write_index(shelf, "en").read_text(encoding="utf-8")
    late = [row for row in rows(page) if "came later 3" in row.text_content()]
    assert [row.xpath("string(.//h2)") for row in late] == ["Friday, 20 November 2026"]
    assert sum("refused 3" in row.text_content() for row in rows(page)) == 2


def test_changes_are_shown_as_text_and_counted(shelf):
    page = write_index(shelf).read_text(encoding="utf-8")
    assert "<b>& Söhne" not in page
    assert "neu dabei 1" in rows(page)[0].text_content()
    assert rows(page)[0].xpath("string(.//*[@class='headline'])").endswith("Mara Voß <b>& Söhne")


def test_the_drawing_ends_with_the_report_itself(shelf):
    page = write_index(shelf).read_text(encoding="utf-8")
    newest = next(row for row in rows(page) if row.get("data-series") == "morgen")
    heights = re.findall(r"v-(\d+)", newest.xpath("string(.//path/@d)"))
    assert heights == ["7", "15", "3"]  # 4, 9 and 2 articles


def test_the_policy_allows_the_one_script_and_no_other(shelf):
    root = lxml_html.fromstring(write_index(shelf).read_text(encoding="utf-8"))
    (script,) = root.xpath("//script/text()")
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy


def test_a_folder_of_one_series_and_an_empty_one_have_an_index_too(shelf, tmp_path):
    page = write_index(shelf / "medien").read_text(encoding="utf-8")
    assert len(rows(page)) == 2
    assert "noch kein Bericht" in write_index(tmp_path).read_text(encoding="utf-8")


def test_the_index_of_no_folder_is_a_wrong_call(shelf, tmp_path):
    with pytest.raises(WrongCall, match="There is no folder"):
        write_index(tmp_path / "fehlt")
    with pytest.raises(WrongCall, match="is a report itself"):
        write_index(shelf / "morgen" / "2026-11-20")


def test_the_overviews_are_written_only_when_something_has_changed(tmp_path):
    put_report(tmp_path, "morgen", "2026-11-20")
    assert refresh(tmp_path)
    assert not refresh(tmp_path)
    put_failure(tmp_path, "morgen", "2026-11-21", "Aus.")
    assert refresh(tmp_path)
    assert "Aus." in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert refresh(tmp_path, "https://example.org/")
    ledger.note_late(tmp_path, "morgen", {"2026-11-20": 1})
    assert refresh(tmp_path, "https://example.org/")
    assert not refresh(tmp_path, "https://example.org/")


@pytest.mark.browser
@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
def test_the_index_can_be_searched_and_filtered_on_a_phone(shelf):
    from playwright.sync_api import sync_playwright

    page_file = write_index(shelf)
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=BROWSER, args=options)
        page = browser.new_page(viewport={"width": 375, "height": 800})
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(page_file.as_uri())
        shown = page.locator("li[data-series]:visible")
        assert shown.count() == 6
        page.get_by_label("Suchen").fill("SONNTAG morgen")
        assert shown.count() == 1
        page.get_by_label("Suchen").fill("gibt es nicht")
        assert page.get_by_text("Kein Bericht enthält diese Wörter.").is_visible()
        page.get_by_label("Suchen").fill("")
        page.get_by_label("Reihe").select_option("medien")
        assert shown.count() == 2
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        still = browser.new_context(java_script_enabled=False).new_page()
        still.goto(page_file.as_uri())
        assert still.locator("li[data-series]:visible").count() == 6
        assert not still.get_by_role("search").is_visible()
        browser.close()
    assert said == []
