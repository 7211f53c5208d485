import pytest

from presseschau.core.resources import notebooks_folder
from presseschau.jobs import WrongJobs, check_parameters_of, read_jobs, series_of

GOOD = """\
out = "berichte"

[job.morgen]
sources = ["in"]
period = "day"
weekdays = ["mon", "tue"]
keep = {count = 3}
parameters = {top = 5}

[job.morgen.grid]
outlet = ["Sundhafener Bote", "Nordblick"]
"""


def mistakes_of(path) -> list[str]:
    with pytest.raises(WrongJobs) as caught:
        read_jobs(path)
    return caught.value.mistakes


def test_a_grid_gives_one_series_per_cell(written, tmp_path):
    jobs = read_jobs(written(GOOD))
    assert jobs.out == str(tmp_path / "berichte")
    assert jobs.job["morgen"].sources == [str(tmp_path / "in")]
    series = series_of(jobs)
    assert [one.name for one in series] == ["morgen--sundhafener-bote", "morgen--nordblick"]
    assert series[1].parameters == {"top": 5, "outlet": "Nordblick"}
    assert series[0].job.rhythm().weekdays == (0, 1)


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ('period = "day"', 'perod = "day"', "5: There is no setting 'perod'. Did you mean"),
        ('period = "day"', 'period = "dya"', "5: 'period' cannot be 'dya'. Did you mean 'day'?"),
        ('"tue"]', '"die"]', "6: 'weekdays' cannot be 'die'"),
        ("count = 3", 'count = "3"', "7: 'count' should be a valid integer, not '3'"),
        ("count", "cuont", "7: There is no setting 'cuont'. Did you mean 'count'?"),
        ('["in"]', '["aus"]', "4: There is no source 'aus'"),
        ('sources = ["in"]', "", "3: The setting 'sources' is missing"),
        ('"Nordblick"', '"sundhafener-bote"', "10: Two reports would be named"),
        ('period = "day"', 'period = "month"', "3: Job 'morgen': a month ends on its last day"),
        ("top = 5", 'outlet = "x"', "3: Job 'morgen': 'outlet' stands in 'parameters' and"),
        ("[job.morgen]", '[job."Früh schon"]', "3: 'Früh schon' names folders"),
        ('out = "berichte"', "out = ", "1: This is no TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(written, old, new, mistake):
    text = GOOD.replace(old, new)
    if "Früh" in new:
        text = text.replace("[job.morgen.grid]", '[job."Früh schon".grid]')
    told = mistakes_of(written(text))
    assert any(line.startswith(f"jobs.toml:{mistake}") for line in told), told


def test_all_mistakes_are_told_at_once(written):
    text = GOOD.replace('"tue"]', '"die"]').replace("count", "cuont").replace("top = 5", "")
    assert len(mistakes_of(written(text + 'language = "fr"\n'))) >= 2


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ('closes = "25:00"', "give a time from '00:01' to '24:00'"),
        ('timezone = "Europa/Berlin"', "give a name of the tz database"),
        ('period = "week"', "a week ends on one day"),
    ],
)
def test_times_and_zones_are_checked(written, line, mistake):
    text = GOOD.replace('period = "day"', line)
    assert mistake in mistakes_of(written(text))[0]


def test_parameters_are_checked_against_the_notebooks(written):
    path = written(GOOD.replace("top = 5", "topp = 5"))
    with pytest.raises(WrongJobs, match=r"jobs\.toml:8: There is no parameter 'topp'"):
        check_parameters_of(read_jobs(path), path)
    path = written(GOOD.replace("top = 5", 'start = "2026-01-01"'))
    with pytest.raises(WrongJobs, match="The period sets 'start' and 'end'"):
        check_parameters_of(read_jobs(path), path)
    path = written(GOOD)
    check_parameters_of(read_jobs(path), path)


def test_a_file_of_windows_is_read(written):
    path = written(GOOD)
    path.write_text(GOOD, encoding="utf-8-sig")
    check_parameters_of(read_jobs(path), path)


def test_a_missing_file_is_one_sentence(tmp_path):
    assert mistakes_of(tmp_path / "fehlt.toml")[0].startswith("There is no file")


def test_the_example_can_be_carried_out():
    path = notebooks_folder() / "jobs.example.toml"
    jobs = read_jobs(path)
    check_parameters_of(jobs, path)
    assert len(series_of(jobs)) == 3
