"""What is asked about a plan that was given: why a line stands there, its sources, and files to keep."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.base import TurnAction
from actions.export_files import export_folder, write_files
from actions.replying import reply
from actions.suppositions import PLAN_STEPS
from actions.tracker_reading import LAST_KIND, is_shell
from actions.turn import Turn
from actions.turn_report import plan_report, turn_report
from advisor.consultation.explaining import line_explained, number_of_line, plan_explained, plan_sources
from advisor.consultation.exporting import CALENDAR_FILE, plan_files
from advisor.consultation.line_numbers import line_asked
from advisor.consultation.planning import make_plan
from advisor.knowledge import Cited

logger = logging.getLogger(__name__)


class ActionExplainPlan(TurnAction):
    """Says why a line of the plan stands there, or why the whole is recommended, with the sources."""

    def name(self) -> str:
        return "action_explain_plan"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        line = line_asked(turn.text)
        text, cited = self._whole(turn) if line is None else self._line(turn, line)
        sources = [source.id for source in self.knowledge.all_sources_of(cited)]
        report = turn_report("advice", turn.situation, sources=sources)
        # "why?" still asks about the plan after a line of it was explained.
        return [*reply(dispatcher, tracker, report, text=text), SlotSet(LAST_KIND, "plan")]

    def _line(self, turn: Turn, line: int) -> tuple[str, list[Cited]]:
        count = len(turn.plan_steps)
        number = number_of_line(line, count)
        step = self.knowledge.consultation.steps.get(turn.plan_steps[number - 1]) if number else None
        if number is None or step is None:
            return self.knowledge.consultation.phrases.no_such_line.format(count=count), []
        sources_first = turn.intent == "ask_source"
        return line_explained(self.knowledge, number, step, sources_first), [step]

    def _whole(self, turn: Turn) -> tuple[str, list[Cited]]:
        plan = make_plan(self.knowledge, turn.situation)
        given = plan.recommended.recommendation
        if turn.intent == "ask_source":
            return plan_sources(self.knowledge, plan), [given, *(planned.step for planned in plan.steps)]
        return plan_explained(self.knowledge, plan), [given]


class ActionExportPlan(TurnAction):
    """Gives the plan as it stands now as files: in the shell on the disk, elsewhere in the report."""

    def name(self) -> str:
        return "action_export_plan"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        phrases = self.knowledge.consultation.phrases
        if not turn.plan_steps:
            report = turn_report("smalltalk", turn.situation)
            # A consultation that is under way makes the plan by itself.
            offered = [] if turn.consulting else choices.planning(self.knowledge)
            return reply(dispatcher, tracker, report, text=phrases.no_plan, choices=offered)
        plan = make_plan(self.knowledge, turn.situation)
        files = plan_files(self.knowledge, plan)
        told_here = f"{phrases.exported} {self._about_days(files)}"
        text = self._written(files) if is_shell(tracker) else told_here
        told = SlotSet(PLAN_STEPS, [planned.step.id for planned in plan.steps])
        return [
            told,
            *reply(dispatcher, tracker, plan_report(self.knowledge, turn.situation, plan), text=text),
        ]

    def _written(self, files: Mapping[str, str]) -> str:
        """Write the files and return where they are, or that they could not be written."""
        phrases = self.knowledge.consultation.phrases
        root = export_folder()
        try:
            folder = write_files(root, files, self.knowledge.today)
        except OSError:
            logger.exception("the plan could not be written to %s", root)
            return phrases.not_exported.format(folder=root)
        return " ".join([phrases.exported_to.format(folder=folder), self._about_days(files)])

    def _about_days(self, files: Mapping[str, str]) -> str:
        phrases = self.knowledge.consultation.phrases
        return str(phrases.with_days if CALENDAR_FILE in files else phrases.no_days)
