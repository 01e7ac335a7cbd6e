"""学习记录: the files that learners export in their browsers and hand over, read and checked."""
