"""Texts for users, as codes with parameters. Warnings, problems, details and notifications are made of them.

The files beside this one (`en.ftl`, `et.ftl`, …) are the message catalog: Fluent messages `text-<code>`. English is the
source of the others. The API returns `code`, `parameters` and the English `message`; the console says the same in the
user's language, from the same files.

To add a text: write it into `en.ftl` and into the other languages, then `text("its-code", name=value)`. Tests compare
the languages, and the calls with what is declared.
"""

from shared.texts.languages import Language
from shared.texts.text import Parameter, Text, declared_parameters, error_title, message_catalog, text

__all__ = ["Language", "Parameter", "Text", "declared_parameters", "error_title", "message_catalog", "text"]
