"""Which message somebody wants written who asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.consultation.draft_records import TONES, Draft, Occasion, Tone
from advisor.consultation.drafting import Written, drafts_for_plan, drafts_on, occasions_of, write
from advisor.consultation.planning import make_plan
from advisor.consultation.recommending import recommend
from advisor.consultation.told_in_request import NOTHING_TOLD, ToldInRequest, without_reason
from advisor.knowledge import KnowledgeBase
from advisor.records import Fact
from advisor.situation import Situation
from advisor.vocabulary import Cell

USUAL = Cell("compare", "notice")
ACTOR = "actor"
WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True)
class DraftRequest:
    """What was said, and what was spoken about before.

    `occasion` and `tone` are those of a choice, `options` the options that the message names. `last_occasion`
    is that of the draft given before, and `last_cell` the question answered before. `told` is what this
    request tells of the message, and `told_before` what the one for the last draft told. With `decides`
    the likeliest of several is written, as nobody is to be asked which.
    """

    text: str = ""
    options: tuple[str, ...] = ()
    occasion: str | None = None
    tone: str | None = None
    last_occasion: str | None = None
    last_cell: Cell | None = None
    after_plan: bool = False
    told: ToldInRequest = NOTHING_TOLD
    told_before: ToldInRequest = NOTHING_TOLD
    decides: bool = False

    def situation_of(self, occasion: Occasion, situation: Situation) -> Situation:
        """Return the situation without who acts, if that was said of another option than the occasion's."""
        spoken = self.options[0] if self.options else self.last_cell.option if self.last_cell else None
        if occasion.option in (None, spoken) or spoken in (None, "compare"):
            return situation
        known = {fact: value for fact, value in situation.items() if fact != ACTOR}
        return Situation(known, situation.unsure, situation.days)

    def told_of(self, occasion: Occasion) -> ToldInRequest:
        """Return what was told of a message: by this request, and by that for the same message before."""
        return self.told.over(self.told_before) if occasion.id == self.last_occasion else self.told


@dataclass(frozen=True)
class Drafting:
    """The draft that is meant; or else the occasions to choose from, or the fact that tells which one it is.

    `missing` is what was named, if no draft on it fits the situation.
    """

    occasions: tuple[Occasion, ...]
    tone: Tone
    written: Written | None = None
    asks: Fact | None = None
    missing: Occasion | None = None


def respond(knowledge: KnowledgeBase, situation: Situation, request: DraftRequest) -> Drafting:
    """Return the draft that a request means, or what has to be asked back."""
    tone = _tone(knowledge, request)
    named = _named(knowledge, request)
    occasions = _with_drafts(knowledge, situation, request, named)
    if named and not occasions:
        return Drafting(tuple(_planned(knowledge, situation, request)), tone, missing=named[0])
    occasions = occasions or _meant(knowledge, situation, request)
    if request.decides:
        occasions = _likeliest(knowledge, situation, request, occasions)
    if len(occasions) != 1:
        return Drafting(tuple(occasions), tone)
    about = request.situation_of(occasions[0], situation)
    drafts = drafts_on(knowledge, about, occasions[0])
    asks = _fact_between(knowledge, about, drafts)
    written = None if asks else write(knowledge, about, drafts[0], tone, request.told_of(occasions[0]))
    return Drafting(tuple(occasions), tone, written, asks)


def _likeliest(
    knowledge: KnowledgeBase, situation: Situation, request: DraftRequest, occasions: list[Occasion]
) -> list[Occasion]:
    """Return the first occasion, or of a plan that is sure, the first for which it has a message."""
    if recommend(knowledge, situation).sureness == "open":
        return occasions[:1]
    planned = [one.id for one in _planned(knowledge, situation, request)]
    return [one for one in occasions if one.id in planned][:1] or occasions[:1]


def _tone(knowledge: KnowledgeBase, request: DraftRequest) -> Tone:
    if request.tone in TONES:
        return request.tone
    named = _named_tones(knowledge, request.text)
    return "brief" if "brief" in named else "polite"


def _named_tones(knowledge: KnowledgeBase, text: str) -> list[str]:
    return [tone.id for tone in knowledge.consultation.tones.values() if _names(text, tone.words)]


def _named(knowledge: KnowledgeBase, request: DraftRequest) -> list[Occasion]:
    """Return the occasion that was chosen, or those that the words name."""
    known = knowledge.consultation.occasions
    if request.occasion in known:
        return [known[request.occasion]]
    # "I end it because I am sick" is about the end, and only told so is the reason what it is about.
    apart = [one for one in known.values() if _names(without_reason(request.text), one.words)]
    named = apart or [one for one in known.values() if _names(request.text, one.words)]
    leading = [one for one in named if one.leads]
    return leading[:1] or [one for one in named if not one.yields] or named


def _meant(knowledge: KnowledgeBase, situation: Situation, request: DraftRequest) -> list[Occasion]:
    """Return what is meant by a request that names nothing: what was spoken about, else what the plan has."""
    known = knowledge.consultation.occasions
    if (request.tone or _named_tones(knowledge, request.text)) and request.last_occasion in known:
        return [known[request.last_occasion]]
    cells = [Cell(option, "notice") for option in request.options]
    if not cells and not request.after_plan and request.last_cell is not None:
        cells = [request.last_cell]
    about = [one for cell in cells for one in _about(known.values(), cell)]
    found = _with_drafts(knowledge, situation, request, about)
    if found or request.after_plan:
        return found or _planned(knowledge, situation, request)
    # Without a plan that was told, nobody knows what it will be.
    usual = _with_drafts(knowledge, situation, request, _about(known.values(), USUAL))
    return list({one.id: one for one in [*usual, *_planned(knowledge, situation, request)]}.values())


def _about(occasions: Iterable[Occasion], cell: Cell) -> list[Occasion]:
    """Return the occasions that answer a question, or else those on how to tell the other side."""
    options = ("end", "pause") if cell.option == "compare" else (cell.option,)
    about = [one for one in occasions if one.option in options]
    return [one for one in about if one.topic == cell.topic] or [
        one for one in about if one.topic == "notice"
    ]


def _planned(knowledge: KnowledgeBase, situation: Situation, request: DraftRequest) -> list[Occasion]:
    """Return what the plan for the situation has drafts on, or else what may be written in any."""
    planned = drafts_for_plan(knowledge, situation, make_plan(knowledge, situation))
    always = [one for one in knowledge.consultation.occasions.values() if one.leads]
    found = occasions_of(knowledge, [one.draft for one in planned])
    return found or _with_drafts(knowledge, situation, request, always)


def _with_drafts(
    knowledge: KnowledgeBase, situation: Situation, request: DraftRequest, occasions: Iterable[Occasion]
) -> list[Occasion]:
    """Return those with a draft for the situation; of one option, only the likeliest."""
    found: dict[str, tuple[int, Occasion]] = {}
    for occasion in occasions:
        drafts = drafts_on(knowledge, request.situation_of(occasion, situation), occasion)
        if not drafts:
            continue
        key = occasion.option or occasion.id
        needs = len(set(drafts[0].applies_when) - set(situation))
        if key not in found or needs < found[key][0]:
            found[key] = (needs, occasion)
    return [occasion for _, occasion in found.values()]


def _fact_between(knowledge: KnowledgeBase, situation: Situation, drafts: Sequence[Draft]) -> Fact | None:
    """Return the role, if it is not known and the drafts are written by different ones."""
    roles = {role for draft in drafts for role in draft.applies_when.get("role", ())}
    return knowledge.facts["role"] if "role" not in situation and len(roles) > 1 else None


def _names(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in a text, word for word."""
    said = f" {' '.join(WORDS.findall(text.lower()))} "
    return any(f" {phrase} " in said for phrase in phrases)
