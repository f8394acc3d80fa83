"""`python -m pipeline.referentiels`: write again the schemas of the référentiels that ship."""

from pipeline.settings import shipped

from .schemas import ecrire_schemas

ecrire_schemas(shipped("referentiels"))
