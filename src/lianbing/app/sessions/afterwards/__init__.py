"""What is done once a session is over: its record, who was there, hours, and quizzes that were answered on paper."""
