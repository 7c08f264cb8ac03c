"""Of what the titles of made-up things are made; people ask for the same."""

WORDS = ("Laboratorio", "Incontro", "Corso", "Festa", "Passeggiata", "Letture", "Merenda", "Cinema", "Musica", "Orto")
ABOUT = ("in cortile", "per tutti", "in biblioteca", "delle famiglie", "di quartiere", "al parco", "insieme", "di voci")
