from __future__ import annotations

from markupsafe import Markup

from portal.theming.remembered import Remembered


class Macro:
    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def __call__(self, *values: object) -> Markup:
        self.calls.append(values)
        return Markup(f"<b>{len(self.calls)}</b>")


def test_the_same_values_give_the_same_markup_without_a_call() -> None:
    macro, remembered, story = Macro(), Remembered(), object()
    assert remembered(macro, story, "list", 3) == remembered(macro, story, "list", 3) == Markup("<b>1</b>")
    assert len(macro.calls) == 1


def test_other_values_another_object_or_macro_are_called() -> None:
    macro, remembered, story = Macro(), Remembered(), object()
    for values in ((story, "list"), (story, "related"), (object(), "list"), (story, 1), (story, True), (story,)):
        remembered(macro, *values)
    remembered(Macro(), story)
    assert len(macro.calls) == 6


def test_lists_of_texts_are_compared_by_their_texts() -> None:
    macro, remembered = Macro(), Remembered()
    assert remembered(macro, ["a", "b"]) == remembered(macro, ["a", "b"]) != remembered(macro, ["a"])


def test_an_object_that_is_gone_is_not_mistaken_for_a_new_one() -> None:
    macro, remembered = Macro(), Remembered()
    made = [remembered(macro, [number]) for number in range(100)]  # lists of numbers go by identity
    assert len(set(made)) == 100


def test_what_was_used_longest_ago_is_forgotten() -> None:
    macro, remembered = Macro(), Remembered(largest=2)
    for value in ("a", "b", "a", "c", "a", "b"):
        remembered(macro, value)
    assert macro.calls == [("a",), ("b",), ("c",), ("b",)]
