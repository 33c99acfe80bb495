import django_filters
from django.db.models import Q

from laa.models import Commitment, Partner, Theme


class CommitmentFilter(django_filters.FilterSet):
    """Narrows the list of promises by words, theme, designation and lead."""

    q = django_filters.CharFilter(label="Reference or title contains", method="search")
    theme = django_filters.ModelChoiceFilter(queryset=Theme.objects.none(), empty_label="Any")
    designation = django_filters.ChoiceFilter(choices=Commitment.Designation, empty_label="Any")
    lead = django_filters.ModelChoiceFilter(queryset=Partner.objects.none(), empty_label="Any")

    class Meta:
        model = Commitment
        fields = ["q", "theme", "designation", "lead"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["theme"].queryset = Theme.objects.filter(partnership=partnership)
        self.filters["lead"].queryset = Partner.objects.filter(
            leads__partnership=partnership
        ).distinct()

    def search(self, queryset, name, value):
        return queryset.filter(
            Q(indicator__reference__icontains=value) | Q(indicator__title__icontains=value)
        )
