"""CSS selectors read as the simple ones of :mod:`newsbot.sites.scope`."""

from __future__ import annotations

from cssselect import parser as css

from newsbot.sites.scope import Simple, Step


def read_simple(text: str) -> tuple[Simple, ...] | None:
    """The selectors of *text*, which commas divide, if they are simple ones; None for
    all that CSS has besides.

    :raises cssselect.parser.SelectorSyntaxError: if it is no CSS
    """
    found = [_read(selector) for selector in css.parse(text)]
    simple = tuple(one for one in found if one is not None)
    return simple if len(simple) == len(found) else None


def _read(selector: css.Selector) -> Simple | None:
    pseudo, attribute = selector.pseudo_element, None
    if isinstance(pseudo, css.FunctionalPseudoElement):
        if pseudo.name != "attr" or pseudo.argument_types() != ["IDENT"]:
            return None
        attribute = pseudo.arguments[0].value
    elif pseudo is not None:
        return None
    steps: list[Step] = []
    tree: css.Tree | None = selector.parsed_tree
    while tree is not None:
        before, combinator = None, " "
        if isinstance(tree, css.CombinedSelector):
            before, combinator, tree = tree.selector, tree.combinator, tree.subselector
        step = _read_step(tree, combinator) if combinator in (" ", ">") else None
        if step is None:
            return None
        steps.insert(0, step)
        tree = before
    first = steps[0]
    return Simple(tuple(steps), attribute) if first.classes or first.tag else None


def _read_step(tree: css.Tree, combinator: str) -> Step | None:
    classes: list[str] = []
    attributes: list[tuple[str, str | None]] = []
    while not isinstance(tree, css.Element):
        if isinstance(tree, css.Class):
            classes.insert(0, tree.class_name)
        elif isinstance(tree, css.Attrib) and tree.namespace is None:
            if tree.operator not in ("exists", "="):
                return None
            value = None if tree.value is None else tree.value.value
            attributes.append((tree.attrib.lower(), value))
        else:
            return None
        tree = tree.selector
    if tree.namespace is not None:
        return None
    tag = tree.element.lower() if tree.element else None
    is_one_class = len(classes) == 1 and tag is None and not attributes
    return Step(combinator == ">", tag, tuple(classes), tuple(attributes), is_one_class)
