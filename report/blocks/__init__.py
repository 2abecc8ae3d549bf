"""The editor's menu, in order: what an area's scene and a page's text may hold."""

import uuid

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamValue

from report.blocks.bullet_list import BulletListBlock
from report.blocks.heading import HeadingBlock
from report.blocks.identity import ChosenStatisticBlock, public_statistics
from report.blocks.image import PictureBlock
from report.blocks.infobox import InfoboxBlock
from report.blocks.link import LinkBlock
from report.blocks.paragraph import ParagraphBlock
from report.blocks.quote import QuoteBlock
from report.blocks.statistic import StatisticBlock
from report.blocks.table import TableBlock
from report.blocks.video import VideoBlock


class StatisticsBlock(StreamBlock):
    """What an area shows in its scene."""

    statistic = StatisticBlock()
    infobox = InfoboxBlock()


class HeadlinesBlock(StreamBlock):
    """The numbers that a report's cover shows."""

    statistic = ChosenStatisticBlock(label=_("Statistic"), icon="table")

    def get_api_representation(self, value: StreamValue, context: dict | None = None) -> list[dict]:
        """Those of the chosen statistics that anyone may read."""
        public = public_statistics() if value else frozenset()
        chosen = super().get_api_representation(value, context)
        return [block for block in chosen if uuid.UUID(str(block["value"])) in public]


class BodyBlock(StreamBlock):
    """What a page says below."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    bullet_list = BulletListBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    table = TableBlock()
    link = LinkBlock()
    video = VideoBlock()
