"""辅导: types of people, measures, study plans and what came of them."""
