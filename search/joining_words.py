"""Words that join those that matter: nobody looks for them, and not every text has them."""

_WORDS = {
    "it": """
        a ad ai agli al alla alle allo che chi ci con coi col come da dai dagli dal dalla dalle dallo degli dei del
        della delle dello di dove e ed gli i il in io la le lo ma mi ne nei negli nel nella nelle nello o od per quando
        se si su sugli sui sul sulla sulle sullo ti tra fra un una uno vi
        """,
    "en": "an and are as at by for from how is my of on or the to what when where who with",
    "fr": "au aux avec ce ces dans des du en est et les mon nous pour quand sur une vous",
    "es": "como con cuando de donde el ella los las mi para por que sin sobre unos unas y",
    "ro": "al ale ce cu din este la mea meu pe pentru si sau un unde",
    "uk": "а в до з за і й на по та у це як",
}
JOINING_WORDS = frozenset(word for words in _WORDS.values() for word in words.split())
