"""What may have taken up a message, and what is sent back."""

import pandas as pd
import pytest
from small_analysis import TEXT
from typer.testing import CliRunner

from presseschau import cli
from presseschau.core.calls import WrongCall
from presseschau.study.messages import read_messages, taken_up

COPY = "Wir finden: Der Plan ist leichtsinnig, und er kommt zu spät."
OTHERWISE = "Den klugen Entwurf haben Reederei und Nordlicht AG gelobt."
ELSEWHERE = "Das Theater eröffnet die Spielzeit mit einem Stück über Kühe."


def messages(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"message": [str(n) for n in range(1, len(texts) + 1)], "text": texts})


def test_a_message_is_found_by_wording_and_by_meaning_and_another_is_not(analysis):
    found = taken_up(analysis, messages(ELSEWHERE, COPY, OTHERWISE))
    assert found[["message", "by", "article_id"]].to_numpy().tolist() == [
        ["2", "wording", "a1"],
        ["3", "meaning", "a1"],
    ]
    wording = found.iloc[0]
    assert wording["evidence"] == ("a1#s1",)
    assert wording["text"] in TEXT
    assert wording["words"] == "und er kommt zu spät"
    assert found["score"].between(0.4, 1).all()
    assert found.loc[1, "runs"] < 3
    assert found.loc[1, "shared"] >= 3


def test_of_an_article_the_likeliest_sentence_is_shown_once(analysis):
    found = taken_up(analysis, messages(f"{COPY} {OTHERWISE}"))
    assert found["message"].tolist() == ["1"]
    both = taken_up(analysis, messages(COPY, OTHERWISE))
    assert found["score"].item() == both["score"].max()


def test_messages_stand_one_a_line_or_one_a_file(tmp_path):
    lines = tmp_path / "messages.txt"
    lines.write_text(f"{COPY}\n\n{OTHERWISE}\n", encoding="utf-8")
    assert read_messages(lines)["message"].tolist() == ["1", "3"]
    assert read_messages(tmp_path)["message"].tolist() == ["messages.txt"]
    lines.write_text("\n", encoding="utf-8")
    with pytest.raises(WrongCall, match="holds no message"):
        read_messages(lines)
    with pytest.raises(WrongCall, match="There is no file or folder of messages"):
        read_messages(tmp_path / "fehlt")


def test_nothing_taken_up_is_a_table_without_rows(analysis):
    found = taken_up(analysis, messages(ELSEWHERE, "Ja."))
    assert found.empty
    assert "evidence" in found


def test_the_command_lists_what_is_to_be_read(analysis, tmp_path):
    analysis.save(tmp_path / "saved")
    lines, out = tmp_path / "messages.txt", tmp_path / "found.csv"
    lines.write_text(f"{COPY}\n{ELSEWHERE}\n", encoding="utf-8")
    call = ["messages", str(lines), "-s", str(tmp_path / "saved"), "-o", str(out)]
    result = CliRunner().invoke(cli.app, call)
    assert result.exit_code == 0, result.output
    assert "1: 1 article to be read" in result.output
    assert "2: 0 articles to be read" in result.output
    assert pd.read_csv(out)["by"].tolist() == ["wording"]
