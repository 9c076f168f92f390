"""The four maps of a concession, as MDAP shows them and as its web twin ASOA does."""

from dataclasses import dataclass

from desk.screens.frame import AUTOM, EXTRA
from desk.screens.mdap_maps import front_map, more_map, verso_map
from desk.screens.mdap_papers_map import papers_map
from desk.screens.transaction import Context
from desk.terminal.panel import Panel


@dataclass(frozen=True)
class Maps:
    """Front, lines 5 to 8, verso and papers of one transaction."""

    front: Panel
    more: Panel
    verso: Panel
    papers: Panel

    @property
    def all(self) -> tuple[Panel, ...]:
        """The four, the front first."""
        return self.front, self.more, self.verso, self.papers

    @property
    def closed(self) -> frozenset[str]:
        """Every entry field of the form: one that was concluded or sent changes no more."""
        return frozenset(placed.name for panel in self.all for placed in panel.inputs) - {"comando", "ident"}

    def page_of(self, panel: str) -> str:
        """The page a map is of those it is leafed with."""
        return {self.front.name: "1/2", self.more.name: "2/2"}.get(panel, "1/1")

    def holding(self, field: str) -> str:
        """The name of the map a field stands on; the front for one on none."""
        return next(
            (p.name for p in self.all if any(placed.name == field for placed in p.inputs)), self.front.name
        )


MAPS = {
    "MDAP": Maps(
        front_map("MDAP", "CONCESSÃO DE AUTORIZAÇÃO PRÉVIA", "CONCLUI", EXTRA),
        more_map("MDAP", "CONCESSÃO - SERVIÇOS ADICIONAIS", "CONCLUI", EXTRA),
        verso_map("MDAP", "AP - VERSO: JUSTIFICATIVAS E HISTÓRICO", "CONCLUI", EXTRA),
        papers_map("MDAP", "CONCESSÃO - PAPÉIS E CIRCUNSTÂNCIAS", "CONCLUI", EXTRA),
    ),
    "ASOA": Maps(
        front_map("ASOA", "AUTORIZAÇÃO: SOLICITAÇÃO", "SOLICITA", AUTOM),
        more_map("ASOA", "AUTORIZAÇÃO: MAIS SERVIÇOS", "SOLICITA", AUTOM),
        verso_map("ASOA", "AUTORIZAÇÃO: JUSTIFICATIVAS E HISTÓRICO", "SOLICITA", AUTOM),
        papers_map("ASOA", "AUTORIZAÇÃO: PAPÉIS E CIRCUNSTÂNCIAS", "SOLICITA", AUTOM),
    ),
}


def maps_of(context: Context) -> Maps:
    """The maps of the transaction on the glass."""
    return MAPS[context.frame.code]
