"""Documents that the municipality issues, each a pure function: facts and words in, PDF out."""
