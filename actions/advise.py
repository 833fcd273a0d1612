"""Answers questions about a contract, tells the rest of an answer, and says where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.base import TurnAction
from actions.consultation import ActionRecommend
from actions.erasure import ActionErase
from actions.plan import ActionExplainPlan, ActionFollowPlan
from actions.remembering import remember, rules_told
from actions.replying import reply
from actions.slots import CONSULTATION_FORM
from actions.supposing import ActionSuppose
from actions.turn import REQUEST_DRAFT, REQUEST_ERASURE, REQUEST_PLAN, Turn
from actions.turn_report import Kind, advice_report, comparison_report, turn_report
from advisor import wording
from advisor.advise import Advice, advise_all
from advisor.consultation.comparing import compare
from advisor.consultation.comparison_wording import comparison_text
from advisor.consultation.line_numbers import line_asked
from advisor.grounds import grounds_told
from advisor.knowledge import Cited
from advisor.understanding import Question
from advisor.vocabulary import Cell

TAKES_UP_LAST_QUESTIONS = frozenset({"inform", "not_sure"})
COMPARED = Question("", Cell("compare", "consequences"), 1.0)
ASKING_BACK = {"option": "utter_ask_option", "topic": "utter_ask_topic", "both": "utter_did_you_mean"}


class ActionAdvise(TurnAction):
    """Answers every question of the message, or offers the nearest ones."""

    def name(self) -> str:
        return "action_advise"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        others: list[tuple[bool, type[TurnAction]]] = [
            (turn.picked and turn.intent == REQUEST_ERASURE, ActionErase),
            (turn.plan_request is not None, ActionFollowPlan),
            (turn.asks_what_if, ActionSuppose),
            (turn.intent == "request_comparison" or turn.puts_right == "compare", ActionCompare),
            (turn.puts_right == "plan", ActionRecommend),
            (turn.intent == REQUEST_DRAFT and not turn.consulting, _drafting()),
            (turn.intent == "ask_more", ActionShowMore),
        ]
        return next((action for is_theirs, action in others if is_theirs), None)

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        if turn.intent == REQUEST_PLAN and not turn.consulting:
            # Picked by its number, or asked for at the end of a story, it came in as another intent.
            return [FollowupAction(CONSULTATION_FORM)]
        questions = _questions(turn)
        if not questions:
            return self._ask_back(turn, dispatcher, tracker)
        advice = advise_all(self.knowledge, turn.premises, questions, turn.text)
        if turn.consulting or turn.supposed.facts:
            # The consultation asks what it needs by itself, and what is only supposed needs no more facts.
            advice = [replace(one, asks=None) for one in advice]
        text = wording.reply(self.knowledge, advice)
        if turn.understanding.left_out:
            text = f"{text}\n\n{self.knowledge.phrases.left_out}"
        if _is_same_answer(turn, advice):
            text = f"{self.knowledge.phrases.no_difference}\n\n{text}"
        if turn.supposed.facts:
            text = f"{text}\n\n{self.knowledge.consultation.phrases.what_if.facts_stay}"
        report = advice_report(self.knowledge, turn.situation, questions, advice)
        offered = [] if turn.consulting else choices.after_advice(self.knowledge, turn.premises, advice)
        return [
            *remember(turn, questions, advice),
            *reply(dispatcher, tracker, report, text=text, choices=offered),
        ]

    def _ask_back(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        kind, response = _what_to_ask_back(turn)
        nearest = turn.understanding.nearest if turn.unreadable is None else ()
        offered = choices.questions(self.knowledge, nearest) or choices.frequent(self.knowledge)
        report = turn_report(kind, turn.situation)
        return [
            *remember(turn, (), ()),
            *reply(dispatcher, tracker, report, response=response, choices=offered),
        ]


class ActionCompare(TurnAction):
    """Sets ending, a pause and leaving the contract open side by side."""

    def name(self) -> str:
        return "action_compare"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        is_comparing = turn.intent == "request_comparison" and turn.plan_request is None
        return ActionAdvise if turn.overrules_intent and not is_comparing else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        question = replace(COMPARED, text=turn.text)
        advice = replace(advise_all(self.knowledge, turn.situation, [question])[0], asks=None)
        comparison = compare(self.knowledge, turn.situation)
        text = comparison_text(self.knowledge, turn.situation, comparison, advice.warnings)
        report = comparison_report(self.knowledge, turn.situation, comparison, question, advice.warnings)
        offered = [] if turn.consulting else choices.planning(self.knowledge)
        return [
            *remember(turn, [question], [advice]),
            *reply(dispatcher, tracker, report, text=text, choices=offered),
        ]


class ActionShowMore(TurnAction):
    """Tells what the last answer left out."""

    def name(self) -> str:
        return "action_show_more"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        if turn.plan_request is not None:
            return ActionFollowPlan
        return ActionAdvise if turn.overrules_intent and turn.intent != "ask_more" else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        advice = advise_all(self.knowledge, turn.situation, turn.last_questions)
        if not advice:
            return _nothing_to_repeat(self, turn, dispatcher, tracker)
        report = advice_report(self.knowledge, turn.situation, turn.last_questions, advice)
        text = "\n\n".join(wording.rest(self.knowledge, one) for one in advice)
        return reply(dispatcher, tracker, report, text=text)


class ActionCiteSources(TurnAction):
    """Says why the last answer is what it is, and on which pages that rests; of a plan, also of each line."""

    def name(self) -> str:
        return "action_cite_sources"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        if turn.overrules_intent:
            return ActionAdvise
        about_plan = turn.plan_steps and (turn.last_kind == "plan" or line_asked(turn.text) is not None)
        return ActionExplainPlan if about_plan else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        advice = advise_all(self.knowledge, turn.situation, turn.last_questions)
        if not advice:
            return _nothing_to_repeat(self, turn, dispatcher, tracker)
        report = advice_report(self.knowledge, turn.situation, turn.last_questions, advice)
        text = grounds_told(self.knowledge, turn.situation, advice, turn.intent == "ask_source")
        if turn.last_kind == "compare":
            warnings = [warning.rule for one in advice for warning in one.warnings]
            told: list[Cited] = [*compare(self.knowledge, turn.situation).cells, *warnings]
            report["sources"] = [source.id for source in self.knowledge.sources_of(told)]
            text = wording.all_sources_of(self.knowledge, told)
        return reply(dispatcher, tracker, report, text=text)


def _drafting() -> type[TurnAction]:
    """Return the action that writes messages; it hands turns over to those of this module in its turn."""
    from actions.drafts import ActionDraft  # noqa: PLC0415

    return ActionDraft


def _what_to_ask_back(turn: Turn) -> tuple[Kind, str]:
    """Return the kind of the turn and the response for a message that asked nothing that can be answered."""
    if turn.unreadable is not None:
        return "fallback", f"utter_{turn.unreadable}"
    if turn.intent in TAKES_UP_LAST_QUESTIONS:
        return "smalltalk", f"utter_{turn.intent}"
    if turn.understanding.unclear is not None and turn.last_kind == "did_you_mean":
        return "fallback", "utter_still_unclear"
    if turn.understanding.unclear is not None:
        return "did_you_mean", ASKING_BACK[turn.understanding.unclear]
    return "fallback", "utter_fallback"


def _questions(turn: Turn) -> tuple[Question, ...]:
    if turn.unreadable is not None:
        return ()
    asked = turn.understanding.questions
    if turn.intent in TAKES_UP_LAST_QUESTIONS and not (turn.asks and asked):
        return turn.last_questions or asked
    return asked


def _is_same_answer(turn: Turn, advice: Sequence[Advice]) -> bool:
    """Tell whether the facts of this message leave the answer that was given before as it was."""
    return bool(turn.told_now) and turn.last_advice == rules_told(advice)


def _nothing_to_repeat(
    action: TurnAction, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[EventType]:
    report = turn_report("smalltalk", turn.situation)
    offered = choices.frequent(action.knowledge)
    return reply(dispatcher, tracker, report, response="utter_nothing_to_repeat", choices=offered)
