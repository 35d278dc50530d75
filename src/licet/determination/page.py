"""A determination as one HTML page that stands alone, reads on any screen and prints well."""

from __future__ import annotations

from functools import lru_cache

import jinja2

from licet.determination.model import Determination
from licet.determination.text import HEADLINES, SHORT


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("licet.determination"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("determination.html")


def render(determination: Determination) -> str:
    """The whole answer as an HTML document."""
    return _template().render(d=determination, headlines=HEADLINES, short=SHORT)
