"""The site's first page: our home page in place of Wagtail's welcome page."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations


def create_home(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    Page.objects.filter(depth=2).delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home = HomePage.objects.create(
        title="Årsberättelse",
        draft_title="Årsberättelse",
        slug="hem",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/hem/",
        locale=Locale.objects.get(language_code="sv"),
        translation_key=uuid.uuid4(),
        organisation="Regionen",
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.all().delete()
    address = urlsplit(settings.SITE_ADDRESS)
    Site.objects.create(
        hostname=address.hostname,
        port=address.port or (443 if address.scheme == "https" else 80),
        root_page=home,
        site_name="Årsberättelse",
        is_default_site=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_homepage_logo"),
        ("report", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create_home, migrations.RunPython.noop)]
