from django.apps import AppConfig

from laa.areas import Area


class PeerReviewsConfig(AppConfig):
    name = "peer_reviews"
    verbose_name = "Peer reviews"
    area = Area("Peer reviews", "peer_reviews:reviews")

    @property
    def demonstrate(self):
        """Adds this app's part to the demonstration."""
        from peer_reviews.demonstration import demonstrate

        return demonstrate
