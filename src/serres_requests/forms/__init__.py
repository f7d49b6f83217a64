"""From a request type's definition and what was typed to a schema, a form, errors and answers."""
