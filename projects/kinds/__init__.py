"""The kinds of record that a project keeps, by their word in addresses."""

from projects.kinds.base import Kind
from projects.kinds.delivery import DELIVERY_KINDS
from projects.kinds.learning import LEARNING_KINDS
from projects.kinds.results import RESULTS_KINDS

KINDS = {kind.slug: kind for kind in (*DELIVERY_KINDS, *RESULTS_KINDS, *LEARNING_KINDS)}

__all__ = ["KINDS", "Kind"]
