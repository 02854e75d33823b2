"""Where log lines go."""

import logging

OURS = ("khobao", "transforms", "warehouse")


def start_log(*, is_debug: bool) -> None:
    """Send our own log lines to stderr; other people's stay with their loggers."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for name in OURS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG if is_debug else logging.INFO)
        logger.handlers = [handler]
        logger.propagate = False
    if not is_debug:  # a file that could not be read is in the summary, with its reason
        logging.getLogger("transforms").setLevel(logging.CRITICAL)
