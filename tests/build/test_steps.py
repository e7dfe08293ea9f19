"""A step is skipped when nothing about it changed, and only then."""

import pytest

from tools.steps import Step, run_steps


class Workshop:
    """A folder with one input, one output, and a step that makes the one from the other."""

    def __init__(self, folder):
        self.folder, self.runs, self.setting, self.sound, self.fails = folder, 0, "a", True, False
        self.source, self.target = folder / "source.txt", folder / "out" / "target.txt"
        self.source.write_text("one")
        self.step = Step(
            name="trial",
            action=self.act,
            inputs=lambda: [self.source],
            settings=lambda: self.setting,
            outputs=[self.target.parent],
            sound=lambda: self.sound,
            stamp=folder / "stamp.json",
        )

    def act(self):
        self.runs += 1
        self.target.parent.mkdir(exist_ok=True)
        self.target.write_text(self.source.read_text() * 2)
        if self.fails:
            raise RuntimeError("broken off")
        return "made"


@pytest.fixture
def workshop(tmp_path):
    made = Workshop(tmp_path)
    assert made.step.run().startswith("made")
    return made


def test_it_is_skipped_when_nothing_changed(workshop):
    assert workshop.step.run() == "unchanged"
    assert workshop.runs == 1


def test_a_file_touched_but_not_changed_is_no_change(workshop):
    workshop.source.write_text("one")
    assert workshop.step.run() == "unchanged"


def change_input(workshop):
    workshop.source.write_text("two")


def change_setting(workshop):
    workshop.setting = "b"


def change_output(workshop):
    workshop.target.write_text("spoilt")


def remove_output(workshop):
    workshop.target.unlink()


def remove_output_folder(workshop):
    workshop.target.unlink()
    workshop.target.parent.rmdir()


def add_to_output(workshop):
    (workshop.target.parent / "stray.txt").write_text("stray")


def damage_stamp(workshop):
    workshop.step.stamp_file.write_text("{")


def find_unsound(workshop):
    workshop.sound = False


@pytest.mark.parametrize(
    "change",
    [
        change_input,
        change_setting,
        change_output,
        remove_output,
        remove_output_folder,
        add_to_output,
        damage_stamp,
        find_unsound,
    ],
)
def test_it_runs_again_after(workshop, change):
    change(workshop)
    assert workshop.step.run().startswith("made")
    assert workshop.runs == 2
    assert workshop.target.read_text() == workshop.source.read_text() * 2


def test_a_run_that_failed_does_not_count(workshop):
    change_input(workshop)
    workshop.fails = True
    with pytest.raises(RuntimeError):
        workshop.step.run()
    workshop.fails = False
    workshop.source.write_text("one")  # back to what the good run saw: its stamp must not be believed
    assert workshop.step.run().startswith("made")
    assert workshop.runs == 3


def test_an_input_that_changes_during_the_run_makes_it_run_again(workshop):
    change_input(workshop)
    plain = workshop.act

    def act():
        workshop.source.write_text("three, while two was being read")
        return plain()

    step = Step(
        name="trial",
        action=act,
        inputs=workshop.step.inputs,
        outputs=workshop.step.outputs,
        stamp=workshop.step.stamp,
    )
    step.run()
    assert not step.is_fresh()


def test_a_step_without_outputs_always_runs():
    runs = []
    step = Step(name="verify", action=lambda: runs.append(1))
    step.run()
    step.run()
    assert len(runs) == 2


def test_every_step_is_told_of_in_a_line(workshop, capsys):
    run_steps([workshop.step, Step(name="verify", action=lambda: "all is well")])
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("[1/2] trial ")
    assert first.endswith("unchanged")
    assert second.startswith("[2/2] verify ")
    assert second.endswith("all is well")
