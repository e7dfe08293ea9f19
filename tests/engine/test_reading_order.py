"""What the engine's front page says of reading it: the order, how much it is and how long it takes."""

import ast
import re

import gradpad
from gradpad import sources

WORDS_A_MINUTE = 100
HEART = 5  # the files that are read before the many steps and choices


def words(modules):
    """Counts as a reader does: what stands between spaces, comments, code and formulas alike."""
    return sum(len(sources.text(module).split()) for module in modules)


def test_the_order_is_the_one_that_the_page_shows():
    listed = re.findall(r"^ \d\. (\w+) ", gradpad.__doc__, re.MULTILINE)
    assert tuple(listed) == sources.READING_ORDER


def test_what_is_said_of_its_length_is_measured():
    told = re.search(
        r"([\d,]+) words, code and all: about (\d+) minutes.*?([\d,]+) words, (\d+) minutes", gradpad.__doc__, re.S
    )
    heart, heart_minutes, whole, whole_minutes = (int(number.replace(",", "")) for number in told.groups())
    for modules, said, minutes in (
        (sources.READING_ORDER[:HEART], heart, heart_minutes),
        (sources.READING_ORDER, whole, whole_minutes),
    ):
        counted = words(modules)
        assert abs(said - counted) <= 0.05 * counted, f"{said} are said, {counted} are there"
        assert abs(minutes - counted / WORDS_A_MINUTE) <= 5, f"{minutes} minutes are said for {counted} words"


def test_a_file_speaks_of_those_before_it_and_of_the_menus():
    """Nothing of the heart needs the session, the configuration or the trainer to be understood."""
    menus = {"activations", "optimizers", "regularizers", "schedules", "arrays", "registry"}
    for place, module in enumerate(sources.READING_ORDER[:HEART]):
        for node in ast.walk(ast.parse(sources.text(module))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gradpad."):
                assert node.module.removeprefix("gradpad.") in menus | set(sources.READING_ORDER[:place]), module


def test_the_first_sentence_of_each_file_says_what_it_is():
    for module in sources.READING_ORDER:
        sentence = sources.headline(module)
        assert 30 < len(sentence) < 400, module
        assert sentence[0].isupper()
