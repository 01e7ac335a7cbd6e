"""公示与申诉: published results, appeals against them, who may decide, and by when."""
