"""The numbers that name people, contracts, authorizations and companies.

The identification is 16 digits: company or policy 5, registration 8, one digit, person 2 (14 without the
person). The single digit is stored and never validated: no rule for it is known.
"""

from dataclasses import dataclass


def digits(text: str) -> str:
    """Only the ASCII digits of a text: dots, dashes, slashes and spaces of a printed number go."""
    return "".join(c for c in text if c.isascii() and c.isdigit())


@dataclass(frozen=True, slots=True, order=True)
class MemberNumber:
    """The 16-digit identification of one person (MDR5, MDAP)."""

    value: str

    def __post_init__(self) -> None:
        if not (len(self.value) == 16 and self.value.isascii() and self.value.isdigit()):
            raise ValueError("an identification has 16 digits")

    @classmethod
    def parse(cls, text: str) -> "MemberNumber":
        """Read `99901/00001234-5-01` or the bare digits. Raises ValueError when they are not 16."""
        return cls(digits(text))

    @property
    def sponsor_code(self) -> str:
        """Company or policy, 5 digits."""
        return self.value[:5]

    @property
    def holder_number(self) -> str:
        """The identification without the person, 14 digits: the family (MSEB)."""
        return self.value[:14]

    @property
    def person_suffix(self) -> str:
        """The person inside the family, 2 digits; 01 is the holder."""
        return self.value[14:]

    def __str__(self) -> str:
        v = self.value
        return f"{v[:5]}/{v[5:13]}-{v[13]}-{v[14:]}"


LAST_SEQUENCE = 999_999
"""A senha has six digits after the year."""


def format_authorization_number(year: int, sequence: int) -> str:
    """Write a senha `AA/NNNNNN`. Raises ValueError past 999999 in one year."""
    if not 0 < sequence <= LAST_SEQUENCE:
        raise ValueError("the sequence of authorizations has six digits")
    return f"{year % 100:02d}/{sequence:06d}"


def parse_authorization_number(text: str) -> str:
    """Read `07/000123` or `07000123`. Raises ValueError when it is not eight digits."""
    bare = digits(text)
    if len(bare) != 8:
        raise ValueError("an authorization number has eight digits")
    return f"{bare[:2]}/{bare[2:]}"


def parse_procedure_code(text: str) -> str:
    """Read a procedure code of eight digits, printed with or without dots and hyphen.

    Raises ValueError when it is not eight digits.
    """
    bare = digits(text)
    if len(bare) != 8:
        raise ValueError("a procedure code has eight digits")
    return bare


def is_cpf(text: str) -> bool:
    """Whether the text is a CPF with right check digits; eleven equal digits pass the sum and are none."""
    from stdnum.br import cpf  # here and not above: the sign-on panel paints without it

    return len(set(digits(text))) > 1 and bool(cpf.is_valid(text))


def is_cnpj(text: str) -> bool:
    """Whether the text is a CNPJ with right check digits."""
    from stdnum.br import cnpj

    return bool(cnpj.is_valid(text))
