"""docs/demo.md is the stories themselves; `DESK_DOCS=write pytest tests/unit` writes it anew."""

import os
from itertools import groupby
from pathlib import Path

from desk.domain.kernel.dates import format_date
from desk.domain.training.families import Story, stories
from desk.domain.training.offer import demo_dates, demo_operators

DOCUMENT = Path(__file__).parents[2] / "docs" / "demo.md"
HEAD = """# As famílias da demonstração

`make demo` (ou `desk demo`) abre a mesa sobre estas famílias, todas inventadas. Cada uma foi feita para mostrar
alguma coisa. A data de cada grupo é a do negócio: escolha-a na entrada, ou com `desk --demo --date DD/MM/AAAA`.
`desk demo --fresh` refaz a base como era no começo.
"""


def document() -> str:
    """The whole document."""
    parts = [HEAD, "## Quem entra\n", "| Matrícula | Senha | Papel | Nome |", "|---|---|---|---|"]
    parts += [f"| {o.number} | {o.password} | {o.role} | {o.name} |" for o in demo_operators()]
    names = {offered.date: offered.families for offered in demo_dates()}
    told = sorted(stories(), key=lambda story: story.day)
    for day, group in groupby(told, key=lambda story: story.day):
        label = f" ({names[day]})" if day in names else ""
        parts.append(f"\n## {format_date(day)}{label}\n")
        parts += [_told(story) for story in group]
    return "\n".join(parts)


def _told(story: Story) -> str:
    number = f"{story.holder_number[:5]}/{story.holder_number[5:13]}-{story.holder_number[13:]}"
    return "\n".join([f"### {story.title}\n", f"Titular {number}-01.\n", *(f"- {line}" for line in story.see), ""])


def test_the_document_tells_the_stories_as_they_are() -> None:
    if os.environ.get("DESK_DOCS") == "write":
        DOCUMENT.write_text(document(), encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == document()
