"""What an article says of itself.

Title, date, ministries, topics, source and rights, each with its evidence.
"""
