"""Forms that tell all mistakes at once, in a summary with links to the fields (as GOV.UK does)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _


class Renderer(DjangoTemplates):
    """Draws every field in the kit's way: label, help, mistake, control; tied together for screen readers."""

    form_template_name = "kit/form_fields.html"
    field_template_name = "kit/field.html"

    def get_template(self, template_name: str) -> Any:
        """Return one of our templates if there is one of that name, else Django's."""
        from django.template import TemplateDoesNotExist, loader

        if template_name.startswith("kit/"):
            try:
                return loader.get_template(template_name)
            except TemplateDoesNotExist:
                pass
        return super().get_template(template_name)


class Form(forms.Form):
    """The base of every form: no browser bubbles (the summary tells), no colon after labels."""

    use_required_attribute = False
    error_css_class = "has-error"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class YesNo(forms.TypedChoiceField):
    """Yes, no or not known: `True`, `False` or `None`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_value", None)
        super().__init__(
            choices=[("yes", _("Ja")), ("no", _("Nej")), ("", _("Vet inte"))],
            coerce=lambda given: given == "yes",
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the choice that stands for a stored value."""
        return {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, str) else value


class Words(forms.CharField):
    """A list of words, one a line: a tuple of strings."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the words that were written."""
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]


class FileDrop(forms.ClearableFileInput):
    """A file that can be chosen or dropped; without JavaScript a plain file field."""

    template_name = "kit/file_drop.html"
