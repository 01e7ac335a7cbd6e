"""答题卡录入表: workbooks into which answers given on paper are typed, a row for each person."""
