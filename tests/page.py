"""A page as its reader has it: its words, its forms with what stands in the boxes, its buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = {"a", "strong", "em", "b", "i", "span"}


@dataclass
class Form:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


class Page(HTMLParser):
    """What an answer of the test client shows, without any script."""

    def __init__(self, client, answer):
        super().__init__()
        self.client, self.answer = client, answer
        self.path = answer.request["PATH_INFO"]
        self.forms, self.words, self._texts = [], [], []
        self._form = self._select = self._button = self._area = None
        self.feed(answer.content.decode())
        self.text = " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._space(tag)
        if tag == "form":
            self._form = Form(attrs.get("action") or self.path)
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = attrs.get("name"), attrs.get("value") or ""
        if tag == "input" and name:
            if attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs:
                self._form.fields.setdefault(name, []).append(value)
        elif tag == "textarea":
            self._area, self._texts = name, []
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in attrs:
            self._form.fields[self._select] = [value]
        elif tag == "button" and "disabled" not in attrs:
            self._button, self._texts = (name, value), []

    def handle_data(self, data):
        self.words.append(data)
        self._texts.append(data)

    def _space(self, tag):
        """Words of two paragraphs are two words; a link in a sentence does not part it."""
        if tag not in INLINE:
            self.words.append(" ")

    def handle_endtag(self, tag):
        self._space(tag)
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._form:
            text = "".join(self._texts)
            self._form.fields[self._area] = [text.removeprefix("\n")]
        elif tag == "select":
            self._select = None
        elif tag == "button" and self._form and self._button:
            self._form.buttons[" ".join("".join(self._texts).split())] = self._button
            self._button = None

    def form_with(self, button):
        for form in self.forms:
            if button in form.buttons:
                return form
        raise AssertionError(f"No button “{button}”; there is {[[*f.buttons] for f in self.forms]}")

    def press(self, button, **changes):
        """Fill the boxes named, press the button, and follow to the page it leads to."""
        form = self.form_with(button)
        name, value = form.buttons[button]
        data = {**form.fields, **{key: changes[key] for key in changes}}
        if name:
            data[name] = value
        return Page(self.client, self.client.post(form.action, data, follow=True))

    def form_buttons(self):
        """Every button's words."""
        return [words for form in self.forms for words in form.buttons]

    @property
    def boxes(self):
        """What stands in every box, by its name."""
        return {name: value[-1] for form in self.forms for name, value in form.fields.items()}


def visit(client, path):
    return Page(client, client.get(path, follow=True))
