"""What an article says of itself: title, date, ministries, topics, source and rights, each with its evidence."""
