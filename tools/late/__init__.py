"""Which of Python's files a first session does not read, so that they may come later, in an archive of their own."""
