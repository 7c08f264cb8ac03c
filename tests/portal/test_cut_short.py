"""An address whose last part was cut off leads to a list that answers."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cut", "there"),
    [
        ("/it/organizzazioni/", "/it/cerca/?kind=organisation"),
        ("/en/organisations/", "/en/search/?kind=organisation"),
        ("/fr/lieux/", "/fr/recherche/?kind=place"),
        ("/en/labs/", "/en/search/?kind=lab"),
        ("/it/luoghi/", "/it/cerca/?kind=place"),
        ("/it/altrove/", "/it/agenda/"),
        ("/o/", "/it/agenda/"),
        ("/embed/", "/it/incorpora/"),
        ("/feeds/", "/it/dati-aperti/"),
    ],
)
def test_it_leads_to_the_list_of_what_stands_below(client, cut, there):
    f.home()
    answer = client.get(cut)
    assert (answer.status_code, answer["Location"]) == (302, there)
    assert client.get(there).status_code == 200
