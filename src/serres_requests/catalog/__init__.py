"""The request catalogue on repoze.catalog: Greek analysis, indexing and the only place that queries."""
