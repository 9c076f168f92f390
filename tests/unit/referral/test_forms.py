"""A form kept with its case comes back as it was, and moves with the day where it was to be issued at once."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from desk.domain.authorization.case import ConcessionForm, FormLine, PaperShown
from desk.domain.referral.forms import form_as_text, form_from, issued_today, with_refusals
from tests.unit.authorization.builders import TODAY, a_form, an_admission, day

PAPERS = (PaperShown("PEDIDO", True, date(2007, 5, 10)), PaperShown("CARTEIRA", False))


def filled() -> ConcessionForm:
    """A form with something in every field."""
    given = an_admission(
        lines=(FormLine(1, "90010011", 1), FormLine(2, "90030012", None, "831")),
        papers=PAPERS,
        born_on=date(2007, 5, 1),
        newborn=True,
        urgent=True,
        sessions_left=3,
    )
    words: dict[str, Any] = {
        f.name: "ÇÃO" for f in fields(ConcessionForm) if getattr(given, f.name) == "" and f.type == "str"
    }
    return replace(given, **words)


def test_every_field_comes_back() -> None:
    assert form_from(form_as_text(filled())) == filled()
    assert form_from(form_as_text(a_form())) == a_form()


def test_a_form_is_issued_on_the_day_it_is_decided() -> None:
    moved = issued_today(a_form(), day(2))
    assert (moved.issued_on, moved.valid_until) == (day(2), day(32))
    assert issued_today(a_form(), TODAY) == a_form()


def test_a_day_typed_before_moves_too_and_one_to_come_stays() -> None:
    earlier = a_form(issued_on=day(-2), valid_until=day(28))
    assert (issued_today(earlier, day(9)).issued_on, issued_today(earlier, day(9)).valid_until) == (
        day(9),
        day(39),
    )
    later = a_form(issued_on=day(3), valid_until=day(33))
    assert issued_today(later, day(1)) == later


def test_a_planned_date_that_has_passed_counts_as_today() -> None:
    assert issued_today(a_form(planned_on=day(1)), day(4)).planned_on == day(4)
    assert issued_today(a_form(planned_on=day(9)), day(4)).planned_on == day(9)


def test_refusals_go_to_their_lines_alone() -> None:
    form = with_refusals(filled(), {1: "820", 2: ""})
    assert [line.refusal_code for line in form.lines] == ["820", ""]
