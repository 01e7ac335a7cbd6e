"""The database: drills, papers, submissions, the ledger, assessments. SQLite by default, any SQLAlchemy URL."""
