from django.apps import AppConfig


class PeerReviewsConfig(AppConfig):
    name = "peer_reviews"
    verbose_name = "Peer reviews"
