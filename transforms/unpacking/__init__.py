"""Files that hold files: archives of pages, and how far they may expand."""
