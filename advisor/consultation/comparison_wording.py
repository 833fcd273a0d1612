"""A comparison as paragraphs of plain text."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.consultation.comparing import Comparison
from advisor.consultation.recommending import recommend
from advisor.consultation.table import text_table
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.warning import Warning
from advisor.wording import MAX_SOURCES, sources_named, warning_line


def comparison_text(
    knowledge: KnowledgeBase, situation: Situation, comparison: Comparison, warnings: Iterable[Warning]
) -> str:
    """Return the table with the warnings, which way the recommendation leans, and the sources."""
    rows = [(row.title, [cell.text for cell in row.cells]) for row in comparison.rows]
    sources = knowledge.sources_of(comparison.cells)[:MAX_SOURCES]
    return "\n\n".join(
        [
            knowledge.consultation.phrases.comparison.heading,
            text_table(comparison.columns, rows),
            *(warning_line(knowledge, warning) for warning in warnings),
            leaning(knowledge, situation),
            sources_named(knowledge, sources),
        ]
    )


def leaning(knowledge: KnowledgeBase, situation: Situation) -> str:
    """Return which way the recommendation leans, or that what is not known could change it."""
    phrases = knowledge.consultation.phrases.comparison
    recommended = recommend(knowledge, situation)
    if recommended.sureness == "open":
        return phrases.leans_nowhere
    outcome = knowledge.consultation.outcomes[recommended.recommendation.recommends]
    return phrases.leans.format(title=outcome.title)
