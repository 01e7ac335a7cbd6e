"""Tables as spreadsheet programs and exports write them: .xlsx, .xls, .ods and delimited text, read with limits."""
