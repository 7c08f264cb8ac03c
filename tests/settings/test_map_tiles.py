"""What an operator may say of the server of the streets."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from settings.map_tiles import tiles

OSM = "https://{s}.tiles.example/{z}/{x}/{y}.png"


def test_its_host_is_what_people_are_told():
    assert tiles(OSM, "© somebody")["host"] == "tiles.example"


def test_without_an_address_there_are_no_streets():
    assert tiles("", "© somebody")["url"] == ""


@pytest.mark.parametrize("url", ["tiles.example", "https://tiles.example/", "ftp://tiles.example/{z}/{x}/{y}.png"])
def test_what_is_no_address_of_tiles_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_URL"):
        tiles(url, "© somebody")


def test_whose_streets_they_are_must_be_said():
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_ATTRIBUTION"):
        tiles(OSM, "")
