"""Every file of an import, in the order they depend on each other."""

from desk.domain.importing import case_files, catalogue_files, people_files, service_files
from desk.domain.importing.spec import FileSpec

FILES: tuple[FileSpec, ...] = (
    *catalogue_files.FILES,
    *people_files.FILES,
    *case_files.FILES,
    *service_files.FILES,
)
BY_NAME = {spec.name: spec for spec in FILES}
