from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.errors import ConfigError
from portal.exchange import Exchange


def test_a_plugin_before_the_newsroom_is_told_where_it_must_stand() -> None:
    exchange = Exchange(datetime(2026, 11, 1, tzinfo=UTC))
    with pytest.raises(ConfigError, match="PLUGINS"):
        _ = exchange.newsroom


def test_a_paper_without_tables_and_search_has_their_hooks_empty() -> None:
    exchange = Exchange(datetime(2026, 11, 1, tzinfo=UTC))
    assert (exchange.tables.datasets, exchange.tables.province_data, exchange.search.similar) == ((), {}, None)
