"""Tables of providers and the networks they belong to."""

from datetime import date

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from desk.domain.store.types import searched


class Provider(SQLModel, table=True):
    """A provider by its CNPJ. `leave_reason` is internal (AP-013); `unpublished` is Público 10 (AP-014).

    `closed_list` says that only the procedures of its agreements are contracted (block 061);
    `uses_autorizador` that it asks for its own protocols over the internet (AP-030).
    """

    __tablename__ = "provider"
    __table_args__ = (
        CheckConstraint("length(cnpj) = 14", name="ck_provider_cnpj"),
        CheckConstraint("left_on is null or left_on >= joined_on", name="ck_provider_dates"),
    )

    cnpj: str = Field(primary_key=True, max_length=14)
    name: str = Field(max_length=60)
    search_name: str = Field(default="", sa_column=Column(searched(60), nullable=False, index=True))
    kind: str = Field(default="", max_length=20)
    specialties: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=80)
    district: str = Field(default="", max_length=30)
    city: str = Field(default="", max_length=30)
    state: str = Field(default="", max_length=2)
    region: str = Field(default="", max_length=20)
    phone: str = Field(default="", max_length=20)
    joined_on: date
    left_on: date | None = None
    leave_reason: str = Field(default="0", max_length=1)
    unpublished: bool = False
    closed_list: bool = False
    audited: bool = False
    uses_autorizador: bool = False


class ProviderNetwork(SQLModel, table=True):
    """A provider's place in a network, for a time."""

    __tablename__ = "provider_network"

    cnpj: str = Field(primary_key=True, foreign_key="provider.cnpj")
    network_number: str = Field(primary_key=True, max_length=3, index=True)
    valid_from: date = Field(primary_key=True)
    valid_until: date | None = None


class ProviderAgreement(SQLModel, table=True):
    """A procedure a provider may charge by prior agreement, for a time (AP-150).

    `package` says that one price pays the whole procedure, materials included (CV-068).
    """

    __tablename__ = "provider_agreement"

    cnpj: str = Field(primary_key=True, foreign_key="provider.cnpj")
    procedure_code: str = Field(primary_key=True, foreign_key="procedure.code")
    valid_from: date = Field(primary_key=True)
    valid_until: date | None = None
    package: bool = False


class ProductNetwork(SQLModel, table=True):
    """The networks a product's members may use, in the order they are searched (AP-007)."""

    __tablename__ = "product_network"

    product_code: str = Field(primary_key=True, foreign_key="product.code")
    network_number: str = Field(primary_key=True, max_length=3)
    search_order: int = 1
