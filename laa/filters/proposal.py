import django_filters
from django.db.models import Q

from laa.models import Agreement, Indicator


class ProposalFilter(django_filters.FilterSet):
    """Narrows what is only proposed by words, agreement and fact."""

    q = django_filters.CharFilter(label="Reference or title contains", method="search")
    agreement = django_filters.ModelChoiceFilter(
        queryset=Agreement.objects.none(), empty_label="Any", method="of_agreement"
    )
    fact = django_filters.ChoiceFilter(
        label="Fact",
        choices=list(Indicator.PROPOSABLE.items()),
        empty_label="Any",
        method="of_fact",
    )

    class Meta:
        model = Indicator
        fields = ["q", "agreement", "fact"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["agreement"].queryset = Agreement.objects.filter(partnership=partnership)

    def search(self, queryset, name, value):
        return queryset.filter(Q(reference__icontains=value) | Q(title__icontains=value))

    def of_agreement(self, queryset, name, value):
        return queryset.filter(commitments__agreement=value) if value else queryset

    def of_fact(self, queryset, name, value):
        # Looked into here, because SQLite cannot ask what a JSON list contains.
        rows = queryset.values_list("pk", "proposed")
        return queryset.filter(pk__in=[pk for pk, proposed in rows if value in proposed])
