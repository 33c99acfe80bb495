"""Notable practice and signposts of all reviews, found by topic, words and council."""

from django.db.models import Q, QuerySet

from laa.permissions import Member
from peer_reviews.models import Practice


def search(member: Member, words: str = "", kind: str = "") -> QuerySet[Practice]:
    """Every practice in which each of the words stands; a plural finds its singular too."""
    found = Practice.objects.visible_to(member).select_related("review", "part_of")
    if kind in Practice.Kind.values:
        found = found.filter(kind=kind)
    for word in words.split():
        stem = stem_of(word)
        found = found.filter(
            Q(topic__icontains=stem) | Q(text__icontains=stem) | Q(organisations__icontains=stem)
        )
    return found.order_by("kind", "-review__ends", "position", "pk")


def stem_of(word: str) -> str:
    """The word without a plural's s: “templates” finds “template”, “business” stays."""
    bare = word.strip(".,;:“”\"'()")
    is_plural = len(bare) > 3 and bare[-1:].casefold() == "s" and bare[-2:].casefold() != "ss"
    return bare[:-1] if is_plural else bare
