"""Advice as paragraphs of plain text that read well in a terminal and in a chat window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.advise import Advice
from advisor.evidence import Source
from advisor.footing import doubted_since, footing
from advisor.knowledge import Cited, KnowledgeBase
from advisor.lines import Line
from advisor.polarity import without_yes_or_no
from advisor.records import AdviceRule
from advisor.warning import Warning

MAX_SOURCES = 2


def reply(knowledge: KnowledgeBase, advice: Sequence[Advice]) -> str:
    """Return the answers to all questions of a message, their sources and the fact asked for, as a text."""
    paragraphs: list[str] = []
    for one in advice:
        paragraphs += [part for part in answer(knowledge, one) if part not in paragraphs]
    since = doubted_since(knowledge, (rule for one in advice for rule in one.rules))
    if since is not None:
        paragraphs.append(knowledge.phrases.doubted.format(month=f"{since:%B %Y}"))
    paragraphs.append(sources(knowledge, advice))
    asks = next((one.asks for one in advice if one.asks is not None), None)
    if asks is not None:
        paragraphs.append(" ".join(filter(None, [_unsettled(knowledge, advice), asks.question])))
    return "\n\n".join(paragraphs)


def _unsettled(knowledge: KnowledgeBase, advice: Sequence[Advice]) -> str | None:
    """Name those of several questions whose answer hangs on a fact that is not known."""
    open_ones = [knowledge.topics[one.cell.topic].title for one in advice if one.status == "needs_fact"]
    if len(advice) == 1 or not open_ones:
        return None
    return knowledge.phrases.unsettled.format(topics="; ".join(dict.fromkeys(open_ones)))


def answer(knowledge: KnowledgeBase, advice: Advice) -> list[str]:
    """Return verdict, warnings, points and correction; a brief answer names its topic.

    What was asked for by name comes before the verdict. What shows how to take a step that cannot be undone
    opens with the warnings.
    """
    lead = [_line(knowledge, advice.lead)] if advice.lead is not None else []
    opening = [*lead, _verdict(knowledge, advice)]
    if advice.brief:
        opening[0] = f"{knowledge.topics[advice.cell.topic].title}: {opening[0]}"
    warnings = warnings_of(knowledge, advice)
    paragraphs = warnings + opening if advice.opens_with_warning else opening + warnings
    if advice.told_lines:
        paragraphs.append(_listed(knowledge, advice.told_lines, advice.says_yes_or_no))
    if advice.correction is not None:
        paragraphs.append(advice.correction)
    return paragraphs


def warnings_of(knowledge: KnowledgeBase, advice: Advice) -> list[str]:
    """Return the warnings of an answer, one a paragraph."""
    return [warning_line(knowledge, warning) for warning in advice.warnings]


def rest(knowledge: KnowledgeBase, advice: Advice) -> str:
    """Return the points `answer` left out, or a sentence saying that there is nothing more."""
    if not advice.left_lines:
        return str(knowledge.phrases.nothing_more)
    return _listed(knowledge, advice.left_lines, advice.says_yes_or_no)


def sources(knowledge: KnowledgeBase, advice: Sequence[Advice]) -> str:
    """Return the heading and the sources that carry the answers, one a line."""
    rules = [rule for one in advice for rule in one.opening]
    cited = knowledge.sources_of(rules)[:MAX_SOURCES]
    if not cited:
        cited = [knowledge.sources[knowledge.options[one.cell.option].page] for one in advice[:1]]
    return sources_named(knowledge, cited)


def sources_named(knowledge: KnowledgeBase, cited: Iterable[Source]) -> str:
    """Return the heading of sources and these, one a line."""
    return "\n".join([knowledge.phrases.sources, *(source_line(knowledge, source) for source in cited)])


def all_sources_of(knowledge: KnowledgeBase, told: Iterable[Cited]) -> str:
    """Return every source of what was told with its link, one a line."""
    return sources_listed(knowledge, knowledge.all_sources_of(told))


def sources_listed(knowledge: KnowledgeBase, cited: Sequence[Source]) -> str:
    """Return sources one a line under their heading, or a sentence saying that there are none."""
    if not cited:
        return knowledge.phrases.no_source
    return "\n".join([knowledge.phrases.all_sources, *(source_line(knowledge, source) for source in cited)])


def source_line(knowledge: KnowledgeBase, source: Source) -> str:
    """Return one source as title, kind, age and link."""
    link = f": {source.link}" if source.link else ""
    return f"- {source.title} ({source_note(knowledge, source)}){link}"


def source_note(knowledge: KnowledgeBase, source: Source) -> str:
    """Return of what kind a source is, and how old."""
    age = knowledge.phrases.ages[source.age].format(year=source.year)
    return f"{knowledge.phrases.kinds[source.kind]}, {age}"


def _verdict(knowledge: KnowledgeBase, advice: Advice) -> str:
    if advice.verdict is None:
        return knowledge.phrases.compared if advice.sides else knowledge.phrases.no_advice
    told = _told(knowledge, advice.verdict, advice.says_yes_or_no)
    # What was asked for by name is told already, so that nothing depends any more.
    return told.removeprefix("It depends. ") if advice.lead is not None else told


def warning_line(knowledge: KnowledgeBase, warning: Warning) -> str:
    """Return a warning, with the condition under which it holds where that is not known."""
    opening = str(knowledge.phrases.warning)
    if warning.needs:
        first, *others = [value.clause for value in warning.needs]
        clause = " and ".join([first, *(other.removeprefix("if ") for other in others)])
        opening = knowledge.phrases.conditional_warning.format(clause=clause)
    return f"{opening} {_told(knowledge, warning.rule)}"


def _listed(knowledge: KnowledgeBase, lines: Iterable[Line], says_yes_or_no: bool) -> str:
    return "\n".join(f"- {_line(knowledge, line, says_yes_or_no)}" for line in lines)


def _line(knowledge: KnowledgeBase, line: Line, says_yes_or_no: bool = False) -> str:
    if line.option is not None:
        opening = f"{knowledge.options[line.option].title}: "
    elif line.condition is not None:
        opening = f"{line.condition.clause[0].upper()}{line.condition.clause[1:]}: "
    elif line.rule.standing == "disputed":
        opening = f"{knowledge.phrases.disputed} "
    else:
        opening = ""
    return opening + _told(knowledge, line.rule, says_yes_or_no)


def _told(knowledge: KnowledgeBase, rule: AdviceRule, says_yes_or_no: bool = False) -> str:
    statement = rule.statement if says_yes_or_no else without_yes_or_no(rule.statement)
    words = footing(knowledge, rule)
    mark = f"({words[:1].upper()}{words[1:]}.)" if words else None
    return " ".join(filter(None, [statement, mark, rule.older, rule.next_step]))
