"""Writes messages for the person, and takes the choices that people make by their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.advise import ActionAdvise
from actions.base import TurnAction
from actions.choices import Choice
from actions.message_reading import MAX_QUESTION_TEXT, PAYLOAD_SIGN
from actions.remembering import remember
from actions.replying import reply
from actions.slots import CHOSEN_DRAFT, CHOSEN_TONE, DRAFT_TOLD, LAST_DRAFT
from actions.told_days import day_of
from actions.turn import REQUEST_DRAFT, Turn
from actions.turn_report import advice_report, draft_report, turn_report
from advisor import wording
from advisor.advise import Advice, advise
from advisor.consultation.draft_records import Occasion
from advisor.consultation.draft_requests import Drafting, DraftRequest, respond
from advisor.consultation.told_in_request import ToldInRequest, told_in_request
from advisor.knowledge import KnowledgeBase
from advisor.understanding import Question
from advisor.vocabulary import Cell

# The draft answers what is asked about these topics.
ANSWERED_BY_DRAFTS = frozenset({"notice", "reason"})
Answered = tuple[Question, Advice]


class ActionDraft(TurnAction):
    """Writes the message that is wanted, or asks which one it is."""

    def name(self) -> str:
        return "action_draft"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        picked_another = turn.picked and turn.intent != REQUEST_DRAFT
        return ActionAdvise if picked_another or turn.plan_request is not None else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        request = _request(turn, self.knowledge.today)
        found = respond(self.knowledge, turn.situation, request)
        if found.written is None:
            return self._ask_which(turn, found, dispatcher, tracker)
        beside = _beside(self.knowledge, turn)
        answered = _answered(self.knowledge, turn, found.occasions[0])
        report = draft_report(self.knowledge, turn.situation, [*beside, answered], found.written)
        given = [self.knowledge.consultation.phrases.drafts.given, found.written.text]
        text = "\n\n".join(
            [*_told(self.knowledge, beside), *given, *_warnings(self.knowledge, answered, beside)]
        )
        offered = [] if turn.consulting else _other_tones(self.knowledge, found)
        return [
            *remember(turn, *_columns([answered, *beside])),
            SlotSet(LAST_DRAFT, found.occasions[0].id),
            SlotSet(DRAFT_TOLD, _kept(request.told_of(found.occasions[0]))),
            *reply(dispatcher, tracker, report, text=text, choices=offered),
        ]

    def _ask_which(
        self, turn: Turn, found: Drafting, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> list[EventType]:
        answered = _beside(self.knowledge, turn)
        if not turn.consulting:
            answered += _named_question(self.knowledge, turn, found)
        # The consultation goes on with a question of its own, and one is enough.
        which = _not_yet(self.knowledge, found) if turn.consulting else _which(self.knowledge, found)
        text = "\n\n".join([*_told(self.knowledge, answered), which])
        offered = [] if turn.consulting else _to_choose_from(self.knowledge, found)
        report = turn_report("did_you_mean", turn.situation)
        if answered:
            report = advice_report(self.knowledge, turn.situation, *_columns(answered))
        report["asks"] = found.asks.id if found.asks else None
        return [
            *remember(turn, *_columns(answered)),
            *reply(dispatcher, tracker, report, text=text, choices=offered),
        ]


class ActionTakeChoice(ActionAdvise):
    """Does what a choice stands for that was made by its number."""

    def name(self) -> str:
        return "action_take_choice"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        picked = turn.picked and turn.intent == REQUEST_DRAFT
        return ActionDraft if picked else super().hands_over_to(turn)


def _request(turn: Turn, today: date) -> DraftRequest:
    last = turn.last_questions[0].cell if turn.last_questions else None
    text = "" if turn.text.startswith(PAYLOAD_SIGN) else turn.text
    return DraftRequest(
        text=text,
        told=told_in_request(text, today),
        told_before=_told_before(turn.draft_told),
        decides=turn.consulting,
        options=turn.named_options,
        occasion=turn.chosen.get(CHOSEN_DRAFT),
        tone=turn.chosen.get(CHOSEN_TONE),
        last_occasion=turn.last_draft,
        last_cell=last,
        after_plan=turn.last_kind == "plan",
    )


def _kept(told: ToldInRequest) -> dict[str, str | None]:
    return {"day": told.day.isoformat() if told.day else None, "reason": told.reason}


def _told_before(kept: Mapping[str, str | None]) -> ToldInRequest:
    day = day_of(kept.get("day"))
    return ToldInRequest(day, kept.get("reason"))


def _beside(knowledge: KnowledgeBase, turn: Turn) -> list[Answered]:
    """Return what else the message asks, beside what a draft answers."""
    asked = turn.understanding.questions
    others = [one for one in asked if one.cell.topic not in ANSWERED_BY_DRAFTS] if len(asked) > 1 else []
    return [
        (one, replace(advise(knowledge, turn.situation, one.cell, one.claims, brief=True), asks=None))
        for one in others
    ]


def _answered(knowledge: KnowledgeBase, turn: Turn, occasion: Occasion) -> Answered:
    """Return the question that a draft answers with its advice, which is empty for one of no option."""
    spoken = [*turn.named_options, *(one.cell.option for one in turn.last_questions), "end"]
    cell = Cell(occasion.option or next(one for one in spoken if one != "compare"), occasion.topic)
    understood = [one for one in turn.understanding.questions if one.cell == cell]
    question = understood[0] if understood else Question(turn.text[:MAX_QUESTION_TEXT], cell, 1.0)
    if occasion.option is None:
        return question, Advice(cell, None, (), (), None, False)
    return question, replace(advise(knowledge, turn.situation, cell), asks=None)


def _named_question(knowledge: KnowledgeBase, turn: Turn, found: Drafting) -> list[Answered]:
    """Return the question that a request names, with its advice, if it names one but no single draft."""
    options = {occasion.option for occasion in found.occasions if occasion.option}
    if found.missing or len(options) != 1 or not (found.asks or options.intersection(turn.named_options)):
        return []
    about = next(occasion for occasion in found.occasions if occasion.option)
    return [_answered(knowledge, turn, about)]


def _told(knowledge: KnowledgeBase, answered: Sequence[Answered]) -> list[str]:
    return [wording.reply(knowledge, [advice for _, advice in answered])] if answered else []


def _warnings(knowledge: KnowledgeBase, answered: Answered, beside: Sequence[Answered]) -> list[str]:
    """Return the warnings of what a draft answers that were not told with what was asked beside it."""
    told = {warning for _, advice in beside for warning in wording.warnings_of(knowledge, advice)}
    return [warning for warning in wording.warnings_of(knowledge, answered[1]) if warning not in told]


def _columns(answered: Sequence[Answered]) -> tuple[list[Question], list[Advice]]:
    return [question for question, _ in answered], [advice for _, advice in answered]


def _which(knowledge: KnowledgeBase, found: Drafting) -> str:
    phrases = knowledge.consultation.phrases.drafts
    missing = [phrases.none.format(occasion=found.missing.title)] if found.missing else []
    return " ".join([*missing, found.asks.question if found.asks else phrases.which])


def _not_yet(knowledge: KnowledgeBase, found: Drafting) -> str:
    """Return why a consultation brings no message yet: the one named does not fit, or the side is missing."""
    phrases = knowledge.consultation.phrases.drafts
    return phrases.unfit.format(occasion=found.missing.title) if found.missing else phrases.not_yet


def _other_tones(knowledge: KnowledgeBase, found: Drafting) -> list[Choice]:
    occasion = found.occasions[0].id
    tones = [tone for tone in knowledge.consultation.tones.values() if tone.id != found.tone]
    return [choices.draft(tone.title, draft=occasion, tone=tone.id) for tone in tones]


def _to_choose_from(knowledge: KnowledgeBase, found: Drafting) -> list[Choice]:
    if found.asks is None:
        return [choices.draft(one.title, draft=one.id, tone=found.tone) for one in found.occasions]
    occasion = found.occasions[0].id
    return [
        choices.draft(value.title, draft=occasion, tone=found.tone, **{found.asks.id: value.id})
        for value in found.asks.values
    ]
