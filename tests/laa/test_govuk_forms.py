"""Forms as a person meets them: label, hint, box, sentence beside the box."""

import datetime
import re

import pytest
from django import forms
from django.template import Context, Template

from laa.forms.renderer import GovukRenderer
from laa.forms.widgets import DateInputField
from laa.templatetags.govuk import govuk_error_summary, rating_tag, state_tag


class LineForm(forms.Form):
    default_renderer = GovukRenderer

    value = forms.DecimalField(
        label="Figure for Q4",
        help_text="Per cent of <all> homes",
        widget=forms.NumberInput(attrs={"suffix": "%", "class": "govuk-input--width-5"}),
    )
    homes = forms.IntegerField(required=False)
    note = forms.CharField(widget=forms.Textarea, max_length=300, required=False)
    state = forms.ChoiceField(choices=[("", "Choose"), ("measured", "Measured")], required=False)
    outlook = forms.ChoiceField(
        choices=[("will", "Will meet it"), ("wont", "Won’t")], widget=forms.RadioSelect
    )
    partners = forms.MultipleChoiceField(
        choices=[("lbc", "Council"), ("pct", "Trust")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label="I have checked this", required=False)
    due = DateInputField(label="Due date", required=False)
    evidence = forms.FileField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def tidy(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def field_html(form: forms.Form, name: str) -> str:
    return tidy(form[name].as_field_group())


def test_a_figure_has_label_hint_unit_and_a_plain_text_box() -> None:
    html = field_html(LineForm(), "value")

    assert '<label class="govuk-label" for="id_value"> Figure for Q4 </label>' in html
    assert 'id="id_value-hint" class="govuk-hint"> Per cent of &lt;all&gt; homes' in html
    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html
    assert "govuk-input govuk-input--width-5" in html
    assert '<div class="govuk-input__suffix" aria-hidden="true">%</div>' in html
    assert "required" not in html


def test_a_whole_number_asks_for_the_digit_keyboard() -> None:
    assert 'inputmode="numeric"' in field_html(LineForm(), "homes")


def test_what_was_typed_comes_back_with_a_sentence_beside_it() -> None:
    html = field_html(LineForm({"value": 'fifty "or" so'}), "value")

    assert 'value="fifty &#34;or&#34; so"' in html
    assert 'id="id_value-error" class="govuk-error-message"' in html
    assert 'aria-describedby="id_value-hint id_value-error"' in html
    assert "Enter a number." in html


def test_an_empty_box_is_named_in_its_error() -> None:
    form = LineForm({})

    assert "Enter figure for Q4" in field_html(form, "value")
    assert "Select outlook" in field_html(form, "outlook")


def test_lines_of_text_come_back_as_typed() -> None:
    form = LineForm({"note": "one\ntwo\n  three"})

    assert ">one\ntwo\n  three</textarea>" in form["note"].as_field_group()
    inside = Template(
        '{% load govuk %}{% govukblock "fieldset" legend__text="Why" %}{{ f }}{% endgovukblock %}'
    ).render(Context({"f": form["note"].as_field_group()}))
    assert ">one\ntwo\n  three</textarea>" in inside


def test_a_long_text_counts_its_characters() -> None:
    assert 'data-maxlength="300"' in field_html(LineForm(), "note")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("state", '<option value="measured" selected>Measured</option>'),
        ("outlook", 'type="radio" value="wont" checked>'),
        ("partners", 'type="checkbox" value="pct" checked>'),
        ("sure", 'type="checkbox" value="on" checked>'),
    ],
)
def test_a_choice_comes_back_as_chosen(name: str, expected: str) -> None:
    form = LineForm({"state": "measured", "outlook": "wont", "partners": ["pct"], "sure": "on"})

    assert expected in field_html(form, name)


def test_a_group_of_choices_has_a_legend_and_a_lone_tick_a_label() -> None:
    form = LineForm()

    assert '<legend class="govuk-fieldset__legend"> Outlook </legend>' in field_html(
        form, "outlook"
    )
    assert "<legend" not in field_html(form, "sure")
    assert 'for="id_sure"> I have checked this' in field_html(form, "sure")


def test_a_password_is_never_written_back() -> None:
    assert "hunter2" not in field_html(LineForm({"secret": "hunter2"}), "secret")


def test_a_whole_form_shows_each_field_once_and_its_own_errors() -> None:
    form = LineForm({"version": "3"})
    form.add_error(None, "Somebody else saved this line.")

    html = tidy(str(form))

    assert html.count('name="value"') == 1
    assert '<input type="hidden" name="version" value="3" id="id_version">' in html
    assert "Somebody else saved this line." in html


def test_a_page_may_hide_a_label_and_add_a_class() -> None:
    template = Template('{% load govuk %}{% govuk_field f hide_label=True classes="laa-x" %}')

    html = tidy(template.render(Context({"f": LineForm()["value"]})))

    assert 'class="govuk-label govuk-visually-hidden"' in html
    assert "govuk-input--width-5 laa-x" in html


def test_the_error_summary_links_to_each_box() -> None:
    html = tidy(govuk_error_summary(LineForm({"due_day": "3", "due_month": "4"}), None))

    assert "There is a problem" in html
    assert '<a href="#id_value">Enter figure for Q4</a>' in html
    assert '<a href="#id_outlook">Select outlook</a>' in html
    assert '<a href="#id_due_year">Due date must include a year</a>' in html


def test_a_page_without_errors_has_no_summary() -> None:
    assert govuk_error_summary(LineForm(), None) == ""


def test_the_error_summary_names_the_line_of_many() -> None:
    lines = forms.formset_factory(LineForm, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-outlook": "will"}
    )
    lines.forms[0].row_label = "NI 181"

    html = tidy(govuk_error_summary(lines))

    assert '<a href="#id_form-0-value">NI 181: Enter figure for Q4</a>' in html


def test_a_widget_without_a_component_is_an_error_with_a_way_out() -> None:
    class Odd(forms.Form):
        default_renderer = GovukRenderer
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget of field “when” has no GOV.UK"):
        Odd()["when"].as_field_group()


@pytest.mark.parametrize("month", ["4", "04", "Apr", "april"])
def test_a_date_is_read_as_people_write_it(month: str) -> None:
    assert DateInputField().clean(["20", month, "2009"]) == datetime.date(2009, 4, 20)


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (["", "", ""], "Due date must be filled in", ["day", "month", "year"]),
        (["", "4", ""], "Due date must include a day and year", ["day", "year"]),
        (["31", "2", "2009"], "Due date must be a real date", ["day", "month", "year"]),
        (["1", "x", "2009"], "Due date must be a real date", ["day", "month", "year"]),
        (["1", "4", "09"], "Due date must be a real date", ["day", "month", "year"]),
    ],
)
def test_a_date_that_is_none_says_which_boxes(parts, message, wrong) -> None:
    with pytest.raises(forms.ValidationError, match=message) as caught:
        DateInputField(label="Due date").clean(parts)

    assert caught.value.params["parts"] == wrong


def test_a_date_that_may_be_left_out_is_none() -> None:
    assert DateInputField(required=False).clean(["", " ", ""]) is None


def test_a_date_shows_the_stored_day() -> None:
    html = field_html(LineForm(initial={"due": datetime.date(2009, 4, 20)}), "due")

    assert re.findall(r'name="(due_\w+)" type="text" value="(\d+)"', html) == [
        ("due_day", "20"),
        ("due_month", "4"),
        ("due_year", "2009"),
    ]


@pytest.mark.parametrize("rating", ["better", "on_track", "at_risk", "off_track", "not_rated"])
def test_a_rating_is_a_word_and_a_shape_of_its_own(rating: str) -> None:
    html = rating_tag(rating)

    assert f"laa-rating--{rating.replace('_', '-')}" in html
    assert rating.replace("_", " ") in html.lower()
    others = {rating_tag(other).split("<path")[1] for other in ("better", "on_track", "off_track")}
    assert rating not in ("at_risk", "not_rated") or html.split("<path")[1] not in others


def test_a_rating_may_have_other_words() -> None:
    assert rating_tag("off_track", "Target <missed>").endswith("Target &lt;missed&gt;</strong>")


def test_a_rating_in_a_page_is_markup() -> None:
    template = Template('{% load govuk %}{% rating_tag "on_track" %}')

    assert template.render(Context()).startswith('<strong class="laa-rating laa-rating--on-track">')


def test_a_component_may_have_an_option_called_name() -> None:
    template = Template('{% load govuk %}{% govuk "button" text="Go" name="action" value="go" %}')

    assert 'value="go" name="action"' in template.render(Context())


def test_a_state_is_in_words() -> None:
    assert 'govuk-tag--orange"> Sent back </strong>' in tidy(state_tag("sent_back"))
    assert "Signed off" in state_tag("signed off")
    assert "Carried over" in state_tag("carried_over")
