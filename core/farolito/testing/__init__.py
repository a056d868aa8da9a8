"""What Farolito ships for tests: a real PostgreSQL, a real browser, and a pytest plugin that offers both."""
