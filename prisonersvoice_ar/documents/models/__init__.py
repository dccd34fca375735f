"""Document models: what people write, in their words; pydantic, one mistake one error."""
