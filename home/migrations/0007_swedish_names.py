"""What Wagtail names in English in a new database, in the words of the editors' side."""

from django.db import migrations

NAMES = {
    ("wagtailcore", "Page", "title"): {"Root": "Webbplatsen"},
    ("wagtailcore", "Page", "draft_title"): {"Root": "Webbplatsen"},
    ("wagtailcore", "Collection", "name"): {"Root": "Alla filer"},
    ("wagtailcore", "Workflow", "name"): {"Moderators approval": "Granskning"},
    ("wagtailcore", "Task", "name"): {"Moderators approval": "Granskarna godkänner"},
    ("auth", "Group", "name"): {"Moderators": "Granskare", "Editors": "Skribenter"},
}


def rename(apps, schema_editor):
    """What somebody has named already keeps its name; so does what would get the name of another."""
    for (app, model, field), names in NAMES.items():
        things = apps.get_model(app, model).objects
        for old, new in names.items():
            found = things.filter(**{field: old})
            if model == "Page":
                found = found.filter(depth=1)
            if not (model == "Group" and things.filter(name=new).exists()):
                found.update(**{field: new})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_look"),
        # These know the groups by their English names.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
