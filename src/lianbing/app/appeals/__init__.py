"""公示与申诉: publishing a result, taking appeals through to their answers, and what is printed of it."""
