"""A recommendation and its plan as paragraphs of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advisor.consultation.planning import Plan, PlannedStep
from advisor.consultation.recommending import Change, Condition, Recommended, assumed, possible
from advisor.consultation.records import Outcome
from advisor.knowledge import KnowledgeBase
from advisor.records import Fact, FactValue
from advisor.situation import Situation
from advisor.wording import MAX_SOURCES, sources_named


def plan_text(knowledge: KnowledgeBase, plan: Plan) -> str:
    """Return the recommendation with its reasons, the numbered steps, and the sources."""
    sources = knowledge.sources_of([plan.recommended.recommendation])[:MAX_SOURCES]
    paragraphs = [*recommendation_paragraphs(knowledge, plan.recommended), _steps(knowledge, plan)]
    more = [knowledge.consultation.phrases.partial] if plan.partial else []
    return "\n\n".join([*paragraphs, *more, sources_named(knowledge, sources)])


def recommendation_paragraphs(knowledge: KnowledgeBase, recommended: Recommended) -> Iterator[str]:
    """Yield the recommendation, why, what it does for the person, and what would change it."""
    phrases = knowledge.consultation.phrases
    given = recommended.recommendation
    outcome = knowledge.consultation.outcomes[given.recommends]
    yield phrases.recommended.format(title=outcome.title)
    yield reasons(knowledge, recommended)
    weights = [f"- {phrases.aims[weight.aim]}: {weight.text}" for weight in given.weighs]
    yield "\n".join([phrases.weighing, *weights])
    changes = [f"- {change_line(knowledge, change)}" for change in recommended.changes]
    if changes:
        yield "\n".join([phrases.changes, *changes])


def reasons(knowledge: KnowledgeBase, recommended: Recommended) -> str:
    """Return why something is recommended: the rule, the facts it rests on, and how sure that is."""
    phrases = knowledge.consultation.phrases
    parts: list[str] = [recommended.recommendation.reason]
    if recommended.because:
        parts.append(because(knowledge, recommended.because))
    if recommended.conditions:
        parts.append(phrases.holds.format(clause=joined(recommended.conditions)))
    return " ".join([*parts, phrases.sureness[recommended.sureness]])


def because(knowledge: KnowledgeBase, values: Sequence[FactValue]) -> str:
    """Return the facts something rests on as a sentence; there has to be one."""
    return str(knowledge.consultation.phrases.because.format(facts=_enumerated(values)))


def _enumerated(values: Sequence[FactValue]) -> str:
    """Return facts as people list them: "you are the client, it is hourly and the other side answers"."""
    *others, last = [value.clause.removeprefix("if ") for value in values]
    return f"{', '.join(others)} and {last}" if others else last


def reason_to_ask(knowledge: KnowledgeBase, situation: Situation, fact: Fact) -> str:
    """Return why a fact is asked for: for each value at most one outcome that some other value rules out."""
    phrases = knowledge.consultation.phrases
    facts = assumed(knowledge, situation)
    values = [value for value in fact.values if not value.rare]
    found = [_outcomes(knowledge, {**facts, fact.id: value.id}) for value in values]
    telling = [[one for one in outcomes if not all(one in others for others in found)] for outcomes in found]
    lines = [_leads_to(knowledge, value, one) for value, one in zip(values, telling, strict=True) if one]
    return "\n".join([phrases.question_reason, *lines] if lines else [phrases.question_reason_steps])


def step_line(knowledge: KnowledgeBase, planned: PlannedStep) -> str:
    """Return a step in one line: under which condition, who, what, where and until when."""
    return " ".join(step_parts(knowledge, planned))


def step_parts(knowledge: KnowledgeBase, planned: PlannedStep) -> list[str]:
    """Return the sentences of a step: what to do first, and last that it cannot be undone, if so."""
    phrases, step = knowledge.consultation.phrases, planned.step
    text = conditional_text(planned)
    parts = [text if planned.conditions else f"{phrases.doers[step.who]}: {text}"]
    if step.where:
        parts.append(phrases.where.format(where=step.where))
    if planned.due is not None:
        parts.append(f"{planned.due.deadline.title}: {planned.due.words}.")
    if step.irreversible:
        parts.append(phrases.irreversible)
    return parts


def conditional_text(planned: PlannedStep) -> str:
    """Return what to do in a step, after the condition if there is one."""
    text = planned.step.text
    return f"{opening_clause(planned.conditions)}: {text}" if planned.conditions else text


def _steps(knowledge: KnowledgeBase, plan: Plan) -> str:
    lines = [
        f"{number}. {step_line(knowledge, planned)}" for number, planned in enumerate(plan.steps, start=1)
    ]
    return "\n".join([knowledge.consultation.phrases.plan, *lines])


def change_line(knowledge: KnowledgeBase, change: Change) -> str:
    """Return what would be recommended if a fact were different."""
    title = knowledge.consultation.outcomes[change.recommendation.recommends].title
    return f"{opening_clause(((change.value,),))}: {_lowered(title)}"


def _outcomes(knowledge: KnowledgeBase, facts: Mapping[str, str]) -> list[Outcome]:
    return list(dict.fromkeys(one.recommends for one in possible(knowledge, facts)))


def _leads_to(knowledge: KnowledgeBase, value: FactValue, outcomes: Sequence[Outcome]) -> str:
    """Return the most careful of the outcomes that a value brings up."""
    title = knowledge.consultation.outcomes[outcomes[0]].title
    return f"- {opening_clause(((value,),))}: {_lowered(title)}"


def opening_clause(conditions: tuple[Condition, ...]) -> str:
    """Return conditions as the clause that opens a sentence."""
    clause = joined(conditions)
    return f"{clause[0].upper()}{clause[1:]}"


def joined(conditions: tuple[Condition, ...]) -> str:
    """Return conditions as one clause: "if it is hourly or fixed price and you are the client"."""
    clauses = [" or ".join(value.clause.removeprefix("if ") for value in values) for values in conditions]
    return f"if {' and '.join(clauses)}"


def _lowered(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
