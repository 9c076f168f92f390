"""Every transaction of the desk by its code: title, group, twin, and the module that builds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from desk.screens.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Entry:
    """A code of the desk: its caption on the menu, group, twin, and module (empty while it is not built)."""

    code: str
    menu: str
    group: str
    twin: str = ""
    module: str = ""

    @property
    def built(self) -> bool:
        """Whether the transaction can be opened."""
        return bool(self.module)


_ENTRIES = (
    Entry("SIGN", "ENTRADA", "PRODUTO", module="sign"),
    Entry("MENU", "MENU PRINCIPAL", "PRODUTO", module="menu"),
    Entry("MCAA", "CADASTRO", "SEGURADO", "ADBA", "mcaa"),
    Entry("MCBI", "VIGÊNCIA/RESP.", "SEGURADO", "ADPL", "mcbi"),
    Entry("MSEF", "DADOS PESSOAIS", "SEGURADO", "ADBA", "msef"),
    Entry("MSI5", "ADAPTAÇÃO", "SEGURADO", module="msi5"),
    Entry("MDC6", "PLANO/PERMAN.", "SEGURADO", "ADPL", "mdc6"),
    Entry("MCEA", "EMPRESA", "SEGURADO", "ADBA", "mcea"),
    Entry("LINH", "LINHA TEMPO", "SEGURADO", module="linh"),
    Entry("MCRA", "REDE", "REDE E SERVIÇOS", "ARED", "mcra"),
    Entry("MCPD", "PRESTADOR", "REDE E SERVIÇOS", module="mcpd"),
    Entry("MCSA", "SERVIÇO", "REDE E SERVIÇOS", module="mcsa"),
    Entry("MCSG", "QTDE DE US", "REDE E SERVIÇOS", "APRE", "mcsg"),
    Entry("MDAP", "CONCESSÃO", "AUTORIZAÇÃO PRÉVIA", "ASOA", "mdap"),
    Entry("MDAU", "2A VIA", "AUTORIZAÇÃO PRÉVIA", "AIMP", "mdau"),
    Entry("MDAR", "REVALIDAÇÃO", "AUTORIZAÇÃO PRÉVIA", "AALT", "mdar"),
    Entry("MDAQ", "INCLUSÃO", "AUTORIZAÇÃO PRÉVIA", "AINC", "mdaq"),
    Entry("MDAT", "EXCLUSÃO", "AUTORIZAÇÃO PRÉVIA", "AEXC", "mdat"),
    Entry("MDAY", "HISTÓRICO", "AUTORIZAÇÃO PRÉVIA", module="mday"),
    Entry("MDZ1", "DO SEGURADO", "AUTORIZAÇÃO PRÉVIA", "ACOA", "mdz1"),
    Entry("CART", "CARTAS", "AUTORIZAÇÃO PRÉVIA", module="cart"),
    Entry("NUCL", "REVISÃO AP", "AUTORIZAÇÃO PRÉVIA", module="nucl"),
    Entry("MDJ6", "HOME CARE", "AUTORIZAÇÃO PRÉVIA", module="mdj6"),
    Entry("FILA", "PEDIDOS", "AUTORIZAÇÃO PRÉVIA", module="fila"),
    Entry("LIBE", "A DECIDIR", "AUTORIZAÇÃO PRÉVIA", module="libe"),
    Entry("MDC1", "POSIÇÃO SR", "REEMBOLSO", "APOR", "mdc1"),
    Entry("MDR5", "PRÉVIA", "REEMBOLSO", "APRE", "mdr5"),
    Entry("MFR4", "PAGAMENTOS", "REEMBOLSO", "AHIP"),
    Entry("MFR3", "DEMONSTRAT.", "REEMBOLSO", "ASVI"),
    Entry("MDB2", "RELAÇÃO SR", "REEMBOLSO"),
    Entry("MCBK", "ENDEREÇO", "MANUTENÇÃO", module="mcbk"),
    Entry("MSE8", "2A VIA DOC.", "MANUTENÇÃO", "ASVI"),
    Entry("MSE9", "PEDIDOS", "MANUTENÇÃO"),
    Entry("MCB5", "PERMANÊNCIA", "MANUTENÇÃO", "ACPE"),
    Entry("MSI6", "INDIVIDUAL", "FINANCEIRO", "APOF", "msi6"),
    Entry("MFI2", "EMPRESA", "FINANCEIRO", module="mfi2"),
    Entry("MSEB", "POR VIDA", "FINANCEIRO", module="mseb"),
    Entry("ASEG", "BUSCA", "AUTOMAÇÃO", "MCAA", "aseg"),
    Entry("ADBA", "DADOS BÁS.", "AUTOMAÇÃO", "MCAA", "adba"),
    Entry("ADPL", "DADOS PLANO", "AUTOMAÇÃO", "MCAA", "adpl"),
    Entry("ACOB", "MEU PLANO", "AUTOMAÇÃO", module="acob"),
    Entry("APOF", "POS.FINANC.", "AUTOMAÇÃO", "MSI6", "apof"),
    Entry("ACPE", "CARTA PERM.", "AUTOMAÇÃO", "MCB5"),
    Entry("ARED", "MÉD/HOSP.", "AUTOMAÇÃO", "MCRA", "ared"),
    Entry("ASOA", "SOLIC. AP", "AUTOMAÇÃO", "MDAP", "asoa"),
    Entry("ACOA", "CONSULTA AP", "AUTOMAÇÃO", "MDZ1", "acoa"),
    Entry("AIMP", "2A VIA AP", "AUTOMAÇÃO", "MDAU", "aimp"),
    Entry("AEXC", "EXCLUI SERV.", "AUTOMAÇÃO", "MDAT", "aexc"),
    Entry("AALT", "ALTERA AP", "AUTOMAÇÃO", "MDAR", "aalt"),
    Entry("AINC", "INCLUI SERV.", "AUTOMAÇÃO", "MDAQ", "ainc"),
    Entry("ASOR", "SOLIC. SR", "AUTOMAÇÃO"),
    Entry("APOR", "POSIÇÃO SR", "AUTOMAÇÃO", "MDC1"),
    Entry("AHIP", "HIST.PAGTO", "AUTOMAÇÃO", "MFR4"),
    Entry("APRE", "PRÉVIA", "AUTOMAÇÃO", "MDR5"),
    Entry("ASVI", "2A VIA", "AUTOMAÇÃO", "MSE8"),
    Entry("ADIR", "DEMONST. IR", "AUTOMAÇÃO"),
    Entry("BUSC", "BUSCA TUDO", "AUTOMAÇÃO", module="busc"),
    Entry("APES", "PROC.ESPEC.", "CENTRAL ON LINE", module="apes"),
    Entry("ATPR", "PRÊMIOS", "CENTRAL ON LINE", module="atpr"),
    Entry("ATPC", "CONTRATUAIS", "CENTRAL ON LINE", module="atpc"),
    Entry("AJUR", "JUROS", "CENTRAL ON LINE", module="ajur"),
    Entry("AMED", "MEDICAM.", "CENTRAL ON LINE", module="amed"),
    Entry("ALIS", "LISTAGEM", "CENTRAL ON LINE", module="alis"),
    Entry("AAUD", "AUDITORIA", "CENTRAL ON LINE", module="aaud"),
    Entry("ASUS", "PRAZO SUS", "CENTRAL ON LINE", module="asus"),
)

ENTRIES: Mapping[str, Entry] = {entry.code: entry for entry in _ENTRIES}


@cache
def transaction(code: str) -> Transaction:
    """The transaction of a built code. Raises KeyError for a code that is unknown or not built."""
    entry = ENTRIES[code]
    if not entry.built:
        raise KeyError(code)
    found: Transaction = import_module(f"desk.screens.{entry.module}").TRANSACTION
    return found


def load_all() -> None:
    """Import every built transaction, so that the first use of each is as quick as the second."""
    for entry in _ENTRIES:
        if entry.built:
            transaction(entry.code)
