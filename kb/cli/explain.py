"""kb explain: which rule read which words of a text."""

from typing import Annotated

from typer import Argument

from kb.cli.inputs import one_text
from kb.cli.options import Published, TextFile
from kb.cli.out import console, on_terminal, show, write


def explain(
    text: Annotated[str | None, Argument(metavar="TEXT", help="The text; else --file, else stdin.")] = None,
    *,
    file: TextFile = "-",
    published: Published = "",
) -> None:
    """Explain which rule read which words, and what was implied.

    For each date: its rule and the lexicon file that has it, the parts that its words give, what it leans on
    outside of them, and what was implied. Words that a rule kept from being read are shown too, and triggers
    that tell of no event with the reason, and what speaks for sentences that tell of one event. In a pipe: one
    fact a line, its name first, tab-separated.
    """
    from kb.extract.explain import explain as explained
    from kb.merge import merge
    from kb.merge.compare import ENOUGH
    from kb.merge.why import joined

    found = explained(one_text(text, file, published))
    one_event = [one for event in merge(trace.mention for trace in found.mentions) for one in joined(event)]
    if on_terminal():
        from kb.view import why
        from kb.view.explain import page

        show(console(), page(found))
        show(console(), why.page(one_event, ENOUGH) if one_event else ())
    else:
        from kb.view.facts import explanation
        from kb.view.why import lines

        write(explanation(found))
        write(lines(one_event))
