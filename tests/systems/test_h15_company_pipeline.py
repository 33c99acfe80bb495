"""H15: stages of forming a company; section 3 counts 8 and the summary line 6: both are shown."""

import pytest

from laa.actions.refusals import Refused
from projects.actions.records import add_record, edit_record
from projects.models import Pipeline, PipelineEntry, PrintedFigure
from projects.queries.summaries import summary_of
from tests.projects.rows import a_client

pytestmark = pytest.mark.django_db


def entries(project):
    return list(PipelineEntry.objects.of(project).select_related("pipeline"))


def test_eight_by_stage(printed):
    assert summary_of("pipeline-steps", printed, entries(printed)) == [
        "Community Interest Company: 1 formed, 2 submitted, 3 to submit, "
        "2 asking for a presentation; 8 in all."
    ]


def test_the_printed_6_and_8_are_both_shown(printed):
    rows = list(PrintedFigure.objects.of(printed).filter(topic="considering"))

    (said,) = summary_of("printed-figures", printed, rows)

    assert "6 (Report of 2008, section 2" in said
    assert "8 (Report of 2008, section 3" in said


@pytest.fixture
def entry(project, cast):
    stages = ["To submit", "Submitted", "Formed"]
    pipeline = add_record(Pipeline, project=project, name="Company", stages=stages, by=cast.officer)
    return add_record(
        PipelineEntry,
        project=project,
        pipeline=pipeline,
        client=a_client(project),
        stage="To submit",
        by=cast.officer,
        is_personal=True,
    )


def test_a_step_on_moves_the_count_and_keeps_the_way(entry, project, cast):
    edit_record(entry, stage="Submitted", by=cast.officer, is_personal=True)

    (said,) = summary_of("pipeline-steps", project, entries(project))
    assert said == "Company: 0 formed, 1 submitted, 0 to submit; 1 in all."
    assert [change.stage for change in entry.change_set.all()] == ["To submit", "Submitted"]


def test_a_stage_that_is_none_is_refused(entry, cast):
    with pytest.raises(Refused, match="“Dissolved” is no stage of Company"):
        edit_record(entry, stage="Dissolved", by=cast.officer, is_personal=True)


def test_a_client_is_on_a_pipeline_once(entry, project, cast):
    with pytest.raises(Refused, match="on the pipeline already"):
        add_record(
            PipelineEntry,
            project=project,
            pipeline=entry.pipeline,
            client=entry.client,
            stage="To submit",
            by=cast.officer,
            is_personal=True,
        )
