"""What has changed in an article since it was published, as far as its text may be shown."""
