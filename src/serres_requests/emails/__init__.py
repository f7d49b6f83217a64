"""E-mails as pure functions: facts in, subject and text out."""
