"""The answers of data exercises, worked out as learners do: in Excel over the downloaded sheet, and in pandas."""
