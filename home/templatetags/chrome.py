"""`{% chrome as chrome %}`: the navigation chrome of the page in the template's context."""

from django import template

from home.chrome import Chrome

register = template.Library()


@register.simple_tag(takes_context=True)
def chrome(context: template.Context) -> Chrome:
    request = context["request"]
    is_preview = getattr(request, "is_preview", False)
    return Chrome(request, context.get("page"), context.get("statistic"), is_preview=is_preview)
