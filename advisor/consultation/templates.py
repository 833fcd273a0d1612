"""Templates of drafts: what they may use, and how they are filled with the facts of a situation.

Every fact is a variable: the id of its value, or None if it is not known. A template may compare facts with
values and leave text out; it cannot show anything but its own words, nor loop, call or change anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from advisor.records import Fact

BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
# Stands for a blank line of the template, since what is left out leaves such lines behind as well.
BREAK = "\x1e"
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Name,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.List,
    nodes.Tuple,
)


def fill(template: str, situation: Mapping[str, str], facts: Collection[str]) -> str:
    """Return the text for a situation: paragraphs of one line each, with an empty line between them."""
    filled = _compiled(template).render({fact: situation.get(fact) for fact in facts})
    paragraphs = (" ".join(part.split()) for part in filled.split(BREAK))
    return "\n\n".join(part for part in paragraphs if part)


def template_problems(template: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield what keeps a template from being filled, each with what to do about it."""
    try:
        tree = _environment().parse(template)
    except TemplateSyntaxError as error:
        yield f"line {error.lineno} is no valid template: {error.message}"
        return
    compared = {id(name) for node in tree.find_all(nodes.Compare) for name in node.find_all(nodes.Name)}
    for node in tree.find_all(nodes.Node):
        if problem := _problem(node, facts, compared):
            yield f"line {node.lineno} {problem}"


def _problem(node: nodes.Node, facts: Mapping[str, Fact], compared: Collection[int]) -> str | None:
    if not isinstance(node, ALLOWED):
        return f"uses {type(node).__name__}; a template may only compare facts, with if, elif and else"
    if isinstance(node, nodes.Output) and not all(isinstance(one, nodes.TemplateData) for one in node.nodes):
        return "shows a value; put words in its place with if"
    if isinstance(node, nodes.Name) and node.name not in facts:
        return f"names {node.name}, which is no fact of facts.yml"
    if isinstance(node, nodes.Name) and id(node) not in compared:
        return f"names {node.name} without a value; compare it with one"
    return _unknown_value(node, facts) if isinstance(node, nodes.Compare) else None


def values_asked(template: str) -> dict[str, set[str]]:
    """Return the facts that a template asks for, each with the values it compares them with."""
    tree = _environment().parse(template)
    asked: dict[str, set[str]] = {name.name: set() for name in tree.find_all(nodes.Name)}
    for compared in tree.find_all(nodes.Compare):
        for name in compared.find_all(nodes.Name):
            asked[name.name] |= {str(const.value) for const in compared.find_all(nodes.Const)}
    return asked


def _unknown_value(compared: nodes.Compare, facts: Mapping[str, Fact]) -> str | None:
    for name in compared.find_all(nodes.Name):
        for const in compared.find_all(nodes.Const):
            if name.name in facts and facts[name.name].value(str(const.value)) is None:
                return f"compares {name.name} with {const.value}, which it cannot be"
    return None


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@cache
def _compiled(template: str) -> Template:
    return _environment().from_string(BLANK_LINE.sub(f"\n{BREAK}\n", template))
