"""JSON Schemas for editors, made from the document models: completion, hover texts and underlined mistakes."""

from prisonersvoice_ar.authoring.schema.publishing import SCHEMAS, schema_text

__all__ = ["SCHEMAS", "schema_text"]
