"""What is asked about a plan that was given: the grounds of a line, days, what is next, files to keep."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.base import TurnAction
from actions.export_files import export_folder, write_files
from actions.giving_plan import give_plan, lines_told
from actions.remembering import keep_facts
from actions.replying import reply
from actions.slots import LAST_KIND, STEPS_DONE, is_shell
from actions.turn import Turn
from actions.turn_report import plan_report, turn_report
from advisor.consultation.explaining import line_explained, plan_explained, plan_sources
from advisor.consultation.exporting import CALENDAR_FILE, plan_files
from advisor.consultation.following import days_told, next_told, steps_named, steps_told
from advisor.consultation.line_numbers import line_asked
from advisor.consultation.plan_requests import PlanRequest
from advisor.consultation.planning import Plan, make_plan
from advisor.knowledge import Cited, KnowledgeBase

logger = logging.getLogger(__name__)


class ActionExplainPlan(TurnAction):
    """Says why a line of the plan stands there, or why the whole is recommended, with the sources."""

    def name(self) -> str:
        return "action_explain_plan"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        line = line_asked(turn.text)
        lines = turn.plan_request.lines if turn.plan_request else () if line is None else (line,)
        text, cited = self._lines(turn, lines) if lines else self._whole(turn)
        sources = [source.id for source in self.knowledge.all_sources_of(cited)]
        report = turn_report("advice", turn.situation, sources=sources)
        # "why?" still asks about the plan after a line of it was explained.
        return [*reply(dispatcher, tracker, report, text=text), SlotSet(LAST_KIND, "plan")]

    def _lines(self, turn: Turn, lines: Sequence[int]) -> tuple[str, list[Cited]]:
        known = self.knowledge.consultation.steps
        named = steps_named(turn.plan_steps, lines)
        steps = {number: known[step] for number, step in named.items() if step in known}
        if not steps:
            return _no_such_line(self.knowledge, turn), []
        sources_first = turn.intent == "ask_source"
        told = (line_explained(self.knowledge, number, step, sources_first) for number, step in steps.items())
        return "\n\n".join(told), list(steps.values())

    def _whole(self, turn: Turn) -> tuple[str, list[Cited]]:
        plan = make_plan(self.knowledge, turn.situation)
        given = plan.recommended.recommendation
        if turn.intent == "ask_source":
            return plan_sources(self.knowledge, plan), [given, *(planned.step for planned in plan.steps)]
        return plan_explained(self.knowledge, plan), [given]


class ActionFollowPlan(TurnAction):
    """Tells the days of a plan, what comes next, what is left when lines are done, or the plan once more."""

    def name(self) -> str:
        return "action_follow_plan"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        about_a_line = turn.plan_request is not None and turn.plan_request.kind == "line"
        return ActionExplainPlan if about_a_line else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        kind, lines = turn.plan_request or PlanRequest("again")
        if kind == "again":
            return give_plan(self, turn, dispatcher, tracker)
        plan = make_plan(self.knowledge, turn.situation)
        named = steps_named(turn.plan_steps, lines) if kind == "done" else {}
        done = list(dict.fromkeys([*turn.steps_done, *named.values()]))
        text = self._told(turn, plan, done, list(named))
        sources = self.knowledge.sources_of([planned.step for planned in plan.steps])
        report = turn_report("advice", turn.situation, sources=[source.id for source in sources])
        kept = [*keep_facts(turn), lines_told(plan), SlotSet(STEPS_DONE, done)]
        return [*kept, *reply(dispatcher, tracker, report, text=text), SlotSet(LAST_KIND, "plan")]

    def _told(self, turn: Turn, plan: Plan, done: Sequence[str], noted: Sequence[int]) -> str:
        kind, lines = turn.plan_request or PlanRequest("next")
        if kind == "done" and not noted:
            return _no_such_line(self.knowledge, turn)
        if kind == "dates":
            return days_told(self.knowledge, plan, lines)
        if kind == "steps":
            return steps_told(self.knowledge, plan)
        return next_told(self.knowledge, plan, done, noted)


class ActionExportPlan(TurnAction):
    """Gives the plan as it stands now as files: in the shell on the disk, elsewhere in the report."""

    def name(self) -> str:
        return "action_export_plan"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        return ActionFollowPlan if turn.plan_request is not None else None

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
        return [
            lines_told(plan),
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


def _no_such_line(knowledge: KnowledgeBase, turn: Turn) -> str:
    return knowledge.consultation.phrases.no_such_line.format(count=len(turn.plan_steps))
