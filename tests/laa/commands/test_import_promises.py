"""First agreements print two targets for a year: one is the promise, the other is kept."""

import json

import pytest

from laa.models import Agreement, Target
from tests.documents.imported import dry_run, import_agreement, refusal
from tests.documents.tables import write

ONE_ROW = (
    "Indicator",
    "Baseline",
    "Target 2008/09 without reward",
    "Target 2008/09 with reward",
    "Target 2009/10 without reward",
    "Target 2009/10 with reward",
    "Partners",
)
ROW = ("NI 016 Serious acquisitive crime", "200", "190", "180", "185", "170", "LBC*")
TWO_ROWS = (
    ("Indicator", "Baseline", "Unstretched target", "", "Stretched target", "", "Partners"),
    ("", "", "08/09", "09/10", "08/09", "09/10", ""),
)
BELOW = ("NI 016 Serious acquisitive crime", "200", "190", "185", "180", "170", "LBC*")
STRETCHED = {"agreement": {"promise": "stretched"}}
UNSTRETCHED = {"agreement": {"promise": "unstretched"}}


@pytest.fixture
def decide(tmp_path):
    def write_decisions(said):
        file = tmp_path / "decisions.json"
        file.write_text(json.dumps(said))
        return "--decisions", str(file)

    return write_decisions


@pytest.fixture(params=["txt", "csv", "xlsx", "docx"])
def path(request, tmp_path):
    return write(tmp_path / f"first.{request.param}", [ONE_ROW, ROW])


def texts(answer):
    (indicator,) = answer["indicators"]
    return {target["period"]: target["text"] for target in indicator["targets"]}


def test_the_stretched_one_is_shown_until_somebody_says_which(path):
    answer = dry_run(path)

    assert texts(answer) == {"2008/09": "180", "2009/10": "170"}


def test_a_warning_names_both_columns(path):
    (warning,) = [said for said in dry_run(path)["warnings"] if "two targets" in said]

    for head in ONE_ROW[2:6]:
        assert f"“{head}”" in warning
    assert warning.endswith("Say which of them is the promise.")


def test_the_other_is_lost_nowhere(path):
    (indicator,) = dry_run(path)["indicators"]

    assert [target["warnings"] for target in indicator["targets"]] == [
        ["Beside it: “Target 2008/09 without reward” is “190”."],
        ["Beside it: “Target 2009/10 without reward” is “185”."],
    ]


def test_a_person_says_which_is_the_promise(path, decide):
    answer = dry_run(path, *decide(UNSTRETCHED))

    assert texts(answer) == {"2008/09": "190", "2009/10": "185"}
    (indicator,) = answer["indicators"]
    assert "“Target 2008/09 with reward” is “180”" in indicator["targets"][0]["warnings"][0]
    assert not any("Say which" in said for said in answer["warnings"])


@pytest.mark.parametrize(("said", "first"), [({}, "180"), (STRETCHED, "180"), (UNSTRETCHED, "190")])
def test_years_below_two_heads_are_told_apart_by_them(tmp_path, decide, said, first):
    path = write(tmp_path / "a.xlsx", [*TWO_ROWS, BELOW])

    answer = dry_run(path, *decide(said))

    assert texts(answer)["2008/09"] == first
    assert any("“Stretched target: 08/09”" in warning for warning in answer["warnings"])


@pytest.mark.parametrize(
    ("without", "stretched"),
    [
        ("2008/09 unstretched", "2008/09 stretched"),
        ("2008/09 un-stretched", "2008/09 stretch"),
        ("Target without LPSA 2008/09", "Target with LPSA 2008/09"),
        ("Performance without the reward 2008/09", "Performance with the reward 2008/09"),
        ("2008/09 excluding stretch", "2008/09 including stretch"),
        ("Target without reward", "Target with reward"),
    ],
)
def test_heads_say_it_in_many_words(tmp_path, without, stretched):
    rows = [("Indicator", "Baseline", without, stretched, "Partners"), (*ROW[:4], "LBC*")]

    answer = dry_run(write(tmp_path / "a.csv", rows))

    assert texts(answer) == {"2008/09": "180"}
    assert any(f"Kept beside it as a note: “{without}”." in said for said in answer["warnings"])


def test_an_indicator_without_a_stretch_is_a_doubt(tmp_path):
    rows = [ONE_ROW, ("NI 016 Serious acquisitive crime", "200", "190", "", "185", "", "LBC*")]

    (indicator,) = dry_run(write(tmp_path / "a.csv", rows))["indicators"]

    first = indicator["targets"][0]
    assert (first["text"], first["state"]) == ("", "blank")
    assert first["warnings"][0].startswith("Nothing is printed as the promise, but")


def test_two_columns_that_do_not_say_which_is_which_are_a_problem(tmp_path):
    heads = [head.replace(" without reward", "").replace(" with reward", "") for head in ONE_ROW]

    assert "two target columns" in refusal(write(tmp_path / "a.csv", [heads, ROW]))


def test_a_column_about_the_stretch_is_no_target(tmp_path):
    rows = [
        ("Indicator", "Baseline", "2008/09", "Stretched?", "Partners"),
        (*ROW[:3], "Yes", "LBC*"),
    ]

    answer = dry_run(write(tmp_path / "a.csv", rows))

    assert texts(answer) == {"2008/09": "190"}
    assert "The column “Stretched?” is not known and was not read." in answer["warnings"]


@pytest.mark.django_db
def test_nothing_is_loaded_before_somebody_has_said(luton, tmp_path):
    path = write(tmp_path / "a.csv", [ONE_ROW, ROW])

    with pytest.raises(Exception, match="Say which of them is the promise"):
        import_agreement(path, "--partnership", "luton")

    assert not Agreement.objects.exists()


@pytest.mark.django_db
def test_what_was_printed_beside_it_stays_with_the_target(luton, tmp_path, decide):
    path = write(tmp_path / "a.csv", [ONE_ROW, ROW])

    import_agreement(path, "--partnership", "luton", *decide(STRETCHED))

    target = Target.objects.get(period="2008/09")
    assert (target.text, target.value) == ("180", 180)
    assert target.reason == "Printed beside it: “Target 2008/09 without reward” is “190”."


def test_a_word_that_is_neither_is_refused(tmp_path, decide):
    path = write(tmp_path / "a.csv", [ONE_ROW, ROW])

    said = refusal(path, *decide({"agreement": {"promise": "both"}}))

    assert "“both” is not one of stretched, unstretched" in said
