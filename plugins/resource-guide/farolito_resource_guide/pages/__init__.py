"""The pages of the guide. Importing this registers all of them."""

from farolito_resource_guide.pages import desk, importing, papers, proposing, public
from farolito_resource_guide.pages.group import pages

__all__ = ["desk", "importing", "pages", "papers", "proposing", "public"]
