"""The words and patterns by which names are recognised: titles, legal forms, kinds of places."""

import re

from presseschau.annotate.rules.gazetteer import alternatives, word_list
from presseschau.annotate.rules.phrases import word_set

_OFFICE = alternatives("titles")
#: Offices, professions and kinship before a name: Verteidigungsminister, Sprecherin, Witwe.
TITLE = re.compile(
    r"(?:Dr|Prof|Hr|Fr|St|Sir|Lord|Lady|Mr|Mrs|Ms|Dipl|med|phil|jur|rer|nat|h\.c|Ing)\.?"
    r"|Herrn?|Frau|Monsieur|Madame|Don|Doña|Scheich|Ayatollah|Imam|Emir|Sultan|Schah|Zar|Zarin|Mullah"
    rf"|(?:[\w-]+)?(?i:{_OFFICE})(?:in|s|n|en|es|r|e)?"
)
PARTICLES = word_list("name particles")
SURNAME = re.compile(
    r"(?:al-|el-|Al-|El-|d['’]|D['’]|O['’]|L['’]|Mc|Mac)?[A-ZÄÖÜÁÉÍÓÚÇČĆŠŽŁŚŻØÅİŞ][\w’'-]*[a-zà-ž]"
    r"[\w’'-]*"
)
INITIAL = re.compile(r"[A-ZÄÖÜ]\.(?:-?[A-Z]\.)*|[A-Z]")
NUMERAL = re.compile(r"[IVX]+\.?")
#: Behind a first name, but seldom a surname.
NO_SURNAMES = word_list("no surnames")
#: First names that are words, months or places as well: alone they name nobody.
AMBIGUOUS_FIRST_NAMES = word_list("ambiguous first names")

#: An organisation's form, closing its name: Sundhafen Terminal AG.
LEGAL_FORMS = word_list("legal forms")
CLUBS = word_list("clubs")
CLUB_NUMBER = re.compile(r"\d\.")
CLUB_TAIL = re.compile(r"\d{2,4}")
#: Words that open an organisation's name: Institut für ..., Universität Breesen.
INSTITUTION = re.compile(rf"[\w-]*(?:{alternatives('institution tails')})", re.IGNORECASE)
#: Words before an organisation's name that are no part of it: der Chemiekonzern BASF.
COMPANY = re.compile(rf"[\w-]*(?:{alternatives('company tails')})s?", re.IGNORECASE)
#: Nouns that an adjective of place makes an organisation's name: Deutscher Städtetag.
ORGANISATION_NOUN = re.compile(rf"(?:{alternatives('organisation nouns')})$", re.IGNORECASE)
#: Endings of invented parties and firms, on words that stand in no dictionary: Bürgerbund.
ORGANISATION_TAIL = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:bund|partei|allianz|union|ministerium|rundfunk|zeitung)"
)
#: Names glued to the word they open: Bundestagswahl, Europameister.
GLUED_KIND = dict.fromkeys(("Bundestag", "Bundesrat", "Bundeswehr", "Landtag", "Bundesliga"), "ORG")
GLUED_KIND |= dict.fromkeys(("Europa", "Mittelmeer", "Ostsee", "Nordsee", "Rhein", "Donau"), "LOC")
GLUED = re.compile(rf"({'|'.join(GLUED_KIND)})s?(?=[a-zäöü]{{4}})(?!rat|isch|bezirk)")
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}|[A-Z][A-Z&][A-Z]|(?:Ka|Sa)?D[eE]W[aA]")
#: Papers and shops that are called like their address.
DOMAIN = re.compile(r"(?!www\.)\w[\w-]+\.(?:de|at|ch|com|net|org|info|tv)")
#: Behind such a word an address is a place.
AT_ADDRESS = frozenset(["auf", "unter", "via"])
NO_ORGANISATIONS = word_list("no organisations")
#: Organisations whose name is a word as well: only in marks or, for parties, in context.
WORDS_TOO = word_list("words too")
PARTIES = word_set("Grüne Grünen Linke Linken Piraten Republikaner Demokraten Union")
BEFORE_PARTY = word_set("die Die den Den der Der und / ( , von bei mit für")
OTHERS = word_list("other names")
LOWER_NAMES = word_set("dpa epd taz ver.di al-Qaida eBay n-tv 3sat")

PLACE_HEADS = word_list("place heads")
PLACE_NOUN = re.compile(
    r"(?:(?:Haupt|Hanse|Hafen|Klein|Groß|Kreis|Landeshaupt|Nachbar|Partner)?(?:[Ss]tadt|[Ss]tädten?)|Gemeinden?|Orten?|Ort"
    r"|Ortsteile?n?|Stadtteile?n?|Dorf|Dörfern?|Insel|Halbinsel|Fluss|Kreis|Landkreis|Bezirk|Provinz|Region|Kanton"
    r"|Bundesland|Distrikt|Vorort|Badeort|Grenzort)"
)
ROAD = re.compile(r"[A-ZÄÖÜ][\w-]{3,}(?:straße|strasse|gasse|allee|platz|damm|chaussee)")
ROAD_NOUNS = word_list("road nouns")
QUARTERS = word_set("Mitte Nord Süd Ost West Land Stadt")
#: Endings of towns, on words that are no vocabulary: Breesen does not have one, Sundhafen has.
PLACE_TAIL = re.compile(rf"(?:{alternatives('place tails')})s?$")
INTO_PLACES = word_set("in nach aus bei nahe um ab gen zwischen")
ARTICLES = word_list("articles")
ENGLISH = word_set("the of and for a to is in' on with it's my you i de la le les du et")
LINKS = word_set(", und sowie oder /")
BEFORE_PERSON = word_set("unter aber oder gegen mit durch über : * er sie es wenn")
NOT_BEFORE_PERSON = word_set("von auf für zu an im als gesamten alle pro per je de van den dem")
#: A news agency behind the town of its report: Breesen (hna).
AGENCY = re.compile(r"[a-zA-Z]{2,5}(?:[/-][a-zA-Z]{2,4})*")
OPENING_QUOTES = frozenset("„\"»“‚'›")
SAYS = re.compile(
    r"sag(?:t|te|en|ten)|erklär(?:t|te|en|ten)|betont(?:e|en)?|beton(?:en)|mein(?:t|te|en|ten)"
    r"|kritisier(?:t|te|en)|forder(?:t|te|n)|berichtet(?:e|en)?|warnt(?:e|en)?|schr(?:eibt|ieb)"
    r"|antwortet(?:e)?|fragt(?:e)?|behauptet(?:e)?|erzählt(?:e)?|kündigt(?:e)?|laut|räumt(?:e)?"
    r"|fügt(?:e)?|wirft|warf|wies|weist|sieht|glaubt(?:e)?|lobt(?:e)?|nennt|nannte|bestätigt(?:e)?"
)


def in_place(before: str) -> bool:
    """Whether a word leads to a place, so that "Essen" or "Hof" behind it are towns."""
    return before.lower() in INTO_PLACES or bool(PLACE_NOUN.fullmatch(before))
