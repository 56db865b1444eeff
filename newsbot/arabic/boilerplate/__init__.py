"""Lines that stand in an article's body and are none of its text: labels, calls to
readers, buttons, rules of the house, signatures."""

from newsbot.arabic.boilerplate.line import announces_related, is_boilerplate

__all__ = ["announces_related", "is_boilerplate"]
