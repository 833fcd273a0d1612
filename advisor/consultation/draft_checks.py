"""Checks on the drafts: ids that exist, and templates that make a fair text in every situation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from advisor.consultation.draft_records import TONES, Draft
from advisor.consultation.templates import fill, template_problems, values_asked
from advisor.errors import Fault
from advisor.knowledge import KnowledgeBase
from advisor.pointers import condition_faults, missing
from advisor.reading import Entry, Reading

DRAFTS_FILE = "consultation/drafts.yml"
MAX_CHARACTERS = 1000
# More cases of one draft than these take too long to try whenever the knowledge is read.
MAX_CASES = 2000
PLACE = re.compile(r"\[[A-Za-z][^\[\]]*\]")

Case = dict[str, str]


def draft_faults(knowledge: KnowledgeBase, reading: Reading) -> Iterator[Fault]:
    """Yield every fault of the drafts, the first one of each template."""
    consultation = knowledge.consultation
    for entry in reading.entries["drafts"]:
        draft: Draft = entry.record
        yield from missing(entry, "finding", draft.findings, knowledge.findings)
        yield from missing(entry, "occasion", [draft.occasion], consultation.occasions)
        yield from missing(entry, "step", draft.steps, consultation.steps)
        conditions = list(condition_faults(entry, knowledge))
        yield from conditions or _text_faults(entry, knowledge)
    for tone in TONES:
        if tone not in consultation.tones:
            yield Fault(DRAFTS_FILE, tone, "has no title and no words among the tones")
    written = {draft.occasion for draft in consultation.drafts.values()}
    for occasion in consultation.occasions:
        if occasion not in written:
            yield Fault(DRAFTS_FILE, occasion, "has no draft; write one or take the occasion out")


def _text_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    draft: Draft = entry.record
    problems = [
        f"{tone}: {problem}"
        for tone, template in draft.texts.items()
        for problem in template_problems(template, knowledge.facts)
    ]
    problems = problems or list(islice(_case_problems(draft, knowledge), 1))
    for problem in problems:
        yield Fault(entry.file, draft.id, problem)


def _case_problems(draft: Draft, knowledge: KnowledgeBase) -> Iterator[str]:
    for number, case in enumerate(_cases(draft)):
        if number == MAX_CASES:
            yield f"asks for so many facts that it has over {MAX_CASES} cases; make two drafts of it"
            return
        texts = {tone: fill(template, case, knowledge.facts.keys()) for tone, template in draft.texts.items()}
        told = ", ".join(f"{fact} is {value}" for fact, value in case.items()) or "nothing is known"
        for tone, text in texts.items():
            if problem := _problem(text):
                yield f"{tone}: where {told}, it {problem}"
        if len(texts["brief"]) >= len(texts["polite"]):
            yield f"brief: where {told}, it is no shorter than the polite one; shorten it"


def _problem(text: str) -> str | None:
    """Return what is wrong with a filled text, if anything is."""
    if not text:
        return "is empty; give it words that hold in any case"
    if len(text) > MAX_CHARACTERS:
        return f"has {len(text)} characters; {MAX_CHARACTERS} are the most"
    if set("[]") & set(PLACE.sub("", text)):
        return "has square brackets with nothing to fill in; write [name] or the like"
    return None


def _cases(draft: Draft) -> Iterator[Case]:
    """Yield all that can be told of the facts a draft asks for; no other value makes a difference."""
    asked: dict[str, set[str]] = {}
    for template in draft.texts.values():
        for fact, values in values_asked(template).items():
            asked.setdefault(fact, set()).update(values)
    choices = [[None, *sorted(_possible(draft, fact, values))] for fact, values in asked.items()]
    for told in product(*choices):
        yield {fact: value for fact, value in zip(asked, told, strict=True) if value is not None}


def _possible(draft: Draft, fact: str, values: set[str]) -> set[str]:
    return values & set(draft.applies_when[fact]) if fact in draft.applies_when else values
