from django.apps import AppConfig

from laa.areas import Area


class PeerReviewsConfig(AppConfig):
    name = "peer_reviews"
    verbose_name = "Peer reviews"
    area = Area("Peer reviews", "peer_reviews:reviews")

    @property
    def jobs(self) -> tuple:
        """What its workers do for a partnership."""
        from peer_reviews.actions.reminders import REMINDERS

        return (REMINDERS,)

    @property
    def demonstrate(self):
        """Adds this app's part to the demonstration."""
        from peer_reviews.demonstration import demonstrate

        return demonstrate
