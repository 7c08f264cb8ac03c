"""The licence of texts and data: Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/)."""

ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
#: Its identifier after SPDX (https://spdx.org/licenses/), and what people call it.
IDENTIFIER, NAME, VERSION = "CC-BY-4.0", "CC BY 4.0", "4.0"
#: The same licence in the Italian register of licences, which catalogues of public data must use.
ITALIAN_ADDRESS = "https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40"
KIND = "http://purl.org/adms/licencetype/Attribution"
TITLE = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
ITALIAN_TITLE = "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)"
