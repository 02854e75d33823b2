"""When things run, in what order, and every contact with the outside world."""
