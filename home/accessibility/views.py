"""Where the form of the accessibility statement is sent, and the thanks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.accessibility.form import ReportForm
from home.chrome import Chrome
from home.pages import AccessibilityStatementPage
from home.root import home_page_or_404

REPORT = {"sv": "rapportera-brist/", "en": "report-a-problem/"}
THANKS = {"sv": "rapportera-brist/tack/", "en": "report-a-problem/thanks/"}
#: The last parts of the addresses, in the language of the rest of them.
report_address = lazy(lambda: REPORT.get(get_language() or "", REPORT["en"]), str)()
thanks_address = lazy(lambda: THANKS.get(get_language() or "", THANKS["en"]), str)()


# Django's protection against forged posts needs a cookie, and readers get none. It protects those
# who are signed in from posts made in their name; here nobody has a name. A post forged on another
# site does no more than its author could do alone: leave a report. The signed time and the hourly
# limit hold against that.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest) -> HttpResponse:
    """Store a report and redirect to the thanks, or show the statement with what is amiss."""
    statement = statement_or_404(request)
    if request.method != "POST":
        return redirect(f"{statement.get_url(request)}#rapportera")
    form = ReportForm(request.POST)
    if form.is_valid():
        form.save()
        return redirect("accessibility_thanks")
    context = {**statement.get_context(request), "form": form}
    return render(request, statement.template, context)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Says that the report has arrived, and where one can go on."""
    statement = statement_or_404(request)
    return render(request, "home/accessibility_thanks.html", {"page": None, "statement": statement})


def statement_or_404(request: HttpRequest) -> AccessibilityStatementPage:
    """The readable accessibility statement in the language of the address."""
    home_page_or_404(request)
    statement = Chrome(request).statement
    if statement is None:
        raise Http404
    return statement
