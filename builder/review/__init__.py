"""What a person should look at: near-duplicates, the spreadsheet, corrections."""
