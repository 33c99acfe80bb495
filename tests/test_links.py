"""From the first page on, nobody is led to a page or a button that then turns them away."""

from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from laa.permissions import member_of
from tests.conftest import ROLES
from tests.world import a_world

pytestmark = pytest.mark.django_db

OF_ONE_KIND = 3
"""Pages of one address that are opened; the next would only be like them."""


class Offered(HTMLParser):
    """Where a page's links lead, and where its buttons post to."""

    def __init__(self, answer):
        super().__init__()
        self.path = answer.request["PATH_INFO"]
        self.links, self.posts, self.ids, self._form = [], [], Counter(), None
        if "html" in answer.headers.get("content-type", ""):
            self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.update([attrs["id"]] if "id" in attrs else [])
        if tag == "a" and not attrs.get("href", "#").startswith(("#", "mailto:", "http")):
            self.links.append(urljoin(self.path, attrs["href"]))
        elif tag == "form":
            self._form = attrs if attrs.get("method") == "post" else None
        elif tag == "button" and self._form:
            self.posts.append(urlsplit(urljoin(self.path, self._form.get("action") or "")).path)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None


def walk(client, start):
    """Every page that links lead to, and the page that led there."""
    waiting, seen, kinds = deque([(start, None)]), set(), Counter()
    while waiting:
        path, came_from = waiting.popleft()
        name = name_of(path)
        if path in seen or kinds[name] == OF_ONE_KIND or "format=" in path:
            continue
        seen.add(path)
        kinds[name] += 1
        answer = client.get(path, follow=True)
        yield path, came_from, answer
        waiting.extend((link, path) for link in Offered(answer).links)


def name_of(path):
    """The address's name; the path itself where there is no such address."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


@pytest.fixture
def world(luton, council, cast):
    return a_world(luton, council, period="2008/09-Q4", by=cast.lead)


@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_to_a_page_that_is_not_theirs(role, world, cast):
    client = Client()
    client.force_login(getattr(cast, role))

    walked = {path: (answer.status_code, by) for path, by, answer in walk(client, "/luton/")}

    assert len(walked) > 5
    assert not {path: found for path, found in walked.items() if found[0] != 200}


@pytest.mark.parametrize("role", ROLES)
def test_no_button_is_shown_that_is_not_theirs(role, world, cast, luton):
    person = getattr(cast, role)
    client = Client()
    client.force_login(person)
    may = member_of(person, luton).permissions

    for path, _, answer in walk(client, "/luton/"):
        for post in Offered(answer).posts:
            needed = getattr(resolve(post).func, "permissions", may)
            assert may.intersection(needed), f"{path} shows a button for {post}"


def test_a_label_stands_for_one_box(world, cast):
    """With one id twice, a click on the second label goes to the first box."""
    client = Client()
    client.force_login(cast.lead)

    twice = {
        path: [name for name, times in Offered(answer).ids.items() if times > 1]
        for path, _, answer in walk(client, "/luton/")
    }

    assert not {path: names for path, names in twice.items() if names}


def test_auditors_reach_what_is_set_up_and_see_no_box_to_change_it(world, cast):
    client = Client()
    client.force_login(cast.auditor)

    pages = {path: answer for path, _, answer in walk(client, "/luton/set-up/")}

    below = {name_of(path) for path in pages if "/set-up/" in path}
    assert below >= {
        "laa:agreements",
        "laa:agreement-setup",
        "laa:indicator-register",
        "laa:indicator-setup",
        "laa:entering",
        "laa:boards",
        "laa:partners",
        "laa:partner-detail",
        "laa:proposals",
        "laa:national-indicators",
        "laa:rating-rules",
        "laa:rules-in-force",
        "laa:agreement-milestones",
    }
    for path, answer in pages.items():
        if "/set-up/" in path:
            posts = Offered(answer).posts
            assert posts in ([], ["/accounts/logout/"]), path
