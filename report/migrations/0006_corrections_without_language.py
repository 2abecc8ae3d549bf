from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("report", "0005_carry_corrections")]

    operations = [
        migrations.RemoveField("correction", "locale"),
        migrations.RemoveField("correction", "reason"),
    ]
