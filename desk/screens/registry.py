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
    Entry("MCBI", "VIGÊNCIA/RESP.", "SEGURADO", "ADPL"),
    Entry("MSEF", "DADOS PESSOAIS", "SEGURADO", "ADBA"),
    Entry("MSI5", "ADAPTAÇÃO", "SEGURADO"),
    Entry("MDC6", "PLANO/PERMAN.", "SEGURADO", "ADPL"),
    Entry("MCEA", "EMPRESA", "SEGURADO", "ADBA"),
    Entry("MCRA", "REDE", "REDE E SERVIÇOS", "ARED"),
    Entry("MCPD", "PRESTADOR", "REDE E SERVIÇOS"),
    Entry("MCSA", "SERVIÇO", "REDE E SERVIÇOS"),
    Entry("MCSG", "QTDE DE US", "REDE E SERVIÇOS", "APRE"),
    Entry("MDAP", "CONCESSÃO", "AUTORIZAÇÃO PRÉVIA", "ASOA", "mdap"),
    Entry("MDAU", "2A VIA", "AUTORIZAÇÃO PRÉVIA", "AIMP"),
    Entry("MDAR", "REVALIDAÇÃO", "AUTORIZAÇÃO PRÉVIA", "AALT"),
    Entry("MDAQ", "INCLUSÃO", "AUTORIZAÇÃO PRÉVIA", "AINC"),
    Entry("MDAT", "EXCLUSÃO", "AUTORIZAÇÃO PRÉVIA", "AEXC"),
    Entry("MDAY", "HISTÓRICO", "AUTORIZAÇÃO PRÉVIA"),
    Entry("MDZ1", "DO SEGURADO", "AUTORIZAÇÃO PRÉVIA", "ACOA", "mdz1"),
    Entry("MDJ6", "HOME CARE", "AUTORIZAÇÃO PRÉVIA"),
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
    Entry("MFI2", "EMPRESA", "FINANCEIRO"),
    Entry("MSEB", "POR VIDA", "FINANCEIRO"),
    Entry("ASEG", "BUSCA", "AUTOMAÇÃO", "MCAA", "aseg"),
    Entry("ADBA", "DADOS BÁS.", "AUTOMAÇÃO", "MCAA"),
    Entry("ADPL", "DADOS PLANO", "AUTOMAÇÃO", "MCAA"),
    Entry("ACOB", "MEU PLANO", "AUTOMAÇÃO"),
    Entry("APOF", "POS.FINANC.", "AUTOMAÇÃO", "MSI6"),
    Entry("ACPE", "CARTA PERM.", "AUTOMAÇÃO", "MCB5"),
    Entry("ARED", "MÉD/HOSP.", "AUTOMAÇÃO", "MCRA"),
    Entry("ASOA", "SOLIC. AP", "AUTOMAÇÃO", "MDAP"),
    Entry("ACOA", "CONSULTA AP", "AUTOMAÇÃO", "MDZ1"),
    Entry("AIMP", "2A VIA AP", "AUTOMAÇÃO", "MDAU"),
    Entry("AEXC", "EXCLUI SERV.", "AUTOMAÇÃO", "MDAT"),
    Entry("AALT", "ALTERA AP", "AUTOMAÇÃO", "MDAR"),
    Entry("AINC", "INCLUI SERV.", "AUTOMAÇÃO", "MDAQ"),
    Entry("ASOR", "SOLIC. SR", "AUTOMAÇÃO"),
    Entry("APOR", "POSIÇÃO SR", "AUTOMAÇÃO", "MDC1"),
    Entry("AHIP", "HIST.PAGTO", "AUTOMAÇÃO", "MFR4"),
    Entry("APRE", "PRÉVIA", "AUTOMAÇÃO", "MDR5"),
    Entry("ASVI", "2A VIA", "AUTOMAÇÃO", "MSE8"),
    Entry("ADIR", "DEMONST. IR", "AUTOMAÇÃO"),
    Entry("APES", "PROC.ESPEC.", "CENTRAL ON LINE"),
    Entry("ATPR", "PRÊMIOS", "CENTRAL ON LINE"),
    Entry("ATPC", "CONTRATUAIS", "CENTRAL ON LINE"),
    Entry("AJUR", "JUROS", "CENTRAL ON LINE"),
    Entry("AMED", "MEDICAM.", "CENTRAL ON LINE"),
    Entry("ALIS", "LISTAGEM", "CENTRAL ON LINE"),
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
