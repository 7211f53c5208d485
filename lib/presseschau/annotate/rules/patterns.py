"""The words and patterns by which names are recognised: titles, legal forms, kinds of places."""

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OFFICE = (
    "minister|präsident|kanzler|senator|bürgermeister|landrat|landrät|sekretär|kommissar|botschafter"
    "|abgeordnete|vorsitzende|chef|sprecher|leiter|direktor|intendant|trainer|coach|manager|anwalt"
    "|anwält|richter|professor|forscher|experte|expert|politiker|kandidat|general|oberst|leutnant"
    "|kommandant|kommandeur|kapitän|bischof|bischöf|pfarrer|pastor|rabbiner|kardinal|papst|könig"
    "|kaiser|prinz|prinzess|fürst|herzog|graf|gräf|baron|freiherr|schauspieler|regisseur|sänger"
    "|autor|schriftsteller|dichter|maler|komponist|dirigent|architekt|fotograf|journalist|redakteur"
    "|moderator|spieler|stürmer|torwart|torhüter|verteidiger|fahrer|läufer|weltmeister|unternehmer"
    "|inhaber|gründer|aktivist|historiker|philosoph|biologe|biolog|physiker|mathematiker|ökonom"
    "|psychologe|soziologe|jurist|arzt|ärzt|dekan|rektor|lehrer|schüler|student|landwirt|wirt"
    "|ingenieur|astronaut|pilot|agent|offizier|häftling|bruder|schwester|sohn|tochter|vater|mutter"
    "|witwe|ehefrau|ehemann|ehegatt|freund|kollege|kolleg|nachfolger|vorgänger|stellvertreter"
    "|star|rapper|musiker|künstler|designer|produzent|sportler|beauftragte|rat|rät|kämmerer|dezernent|hydrologe|hydrolog|meister"
)
#: Offices, professions and kinship before a name: Verteidigungsminister, Sprecherin, Witwe.
TITLE = re.compile(
    r"(?:Dr|Prof|Hr|Fr|St|Sir|Lord|Lady|Mr|Mrs|Ms|Dipl|med|phil|jur|rer|nat|h\.c|Ing)\.?"
    r"|Herrn?|Frau|Monsieur|Madame|Don|Doña|Scheich|Ayatollah|Imam|Emir|Sultan|Schah|Zar|Zarin|Mullah"
    rf"|(?:[\w-]+)?(?i:{_OFFICE})(?:in|s|n|en|es|r|e)?"
)
PARTICLES = _set(
    "von vom van zu zum zur de del della di da dal dos das du des der den la le les ten ter y bin "
    "ibn al el bint ben af av e Van De Di Du La Le Al El Ben Von"
)
SURNAME = re.compile(
    r"(?:al-|el-|Al-|El-|d['’]|D['’]|O['’]|L['’]|Mc|Mac)?[A-ZÄÖÜÁÉÍÓÚÇČĆŠŽŁŚŻØÅİŞ][\w’'-]*[a-zà-ž]"
    r"[\w’'-]*"
)
INITIAL = re.compile(r"[A-ZÄÖÜ]\.(?:-?[A-Z]\.)*|[A-Z]")
NUMERAL = re.compile(r"[IVX]+\.?")
#: Behind a first name, but seldom a surname.
NO_SURNAMES = _set(
    "Der Die Das Den Dem Des Ein Eine Einer Und Oder Aber In Im Am An Auf Aus Bei Mit Nach Von "
    "Vor Zu Zum Zur Für Als Wie Wenn Dass Er Sie Es Wir Ihr Ich Nicht Auch Nur Noch Schon Jahr "
    "Jahre Uhr The Januar Februar März April Mai Juni Juli August September Oktober November "
    "Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag GmbH AG Universität "
    "Platz Straße Schule Preis Stiftung Kirche Film Roman Album Song Band"
)
#: First names that are words, months or places as well: alone they name nobody.
AMBIGUOUS_FIRST_NAMES = _set(
    "Tage Kai Ernst Wolf Falk Urban Mark Frank Rose Max August Kay Christian Peer Ben Ole Ali Bill "
    "Jack Sam Can Dan Don Kim Lee Lou Luz Mercedes Victoria Virginia Florence Madonna Carmen "
    "Norma Bella Stella Aurora Nora Gloria Viola Iris Linda Eva Mina Mila Roman Konstantin "
    "Constantin Valentin Clemens Gerd Bert Kurt Veit Pat Ray Ram Roy Rex Rod Ross Grant Guy Jay "
    "Lance Gene Dean Drew Chuck Neve Penny Faith June Liv Mai Mal Amber Celeste Pilar Abel Sepp "
    "Amos Angel Ariel Dante Hannibal Homer Horace Juan Magnus Merlin Moses Nestor Orlando Romeo "
    "Simon Tito Tell Xi Wen Hu Deng Jason Mats Arm Emir Said Malik Sultan Akbar Umut Onur Derya "
    "Deniz Alma Ada Ina Isa Uli Ulf Sven Imam Leander Urs Beat Reto Andri Adele Gal Marc Mandy "
    "Sandy Cindy Candy Ginger Ruby Marine Bodo Thor Pius Remo Titus Justus Lambert Laurenz Rufus "
    "Curt Damian Dana Jana Lana Lara Dina Luca Mara Toni"
)

#: An organisation's form, closing its name: Sundhafen Terminal AG.
LEGAL_FORMS = _set(
    "GmbH AG KG OHG SE eG e.V. e.V GbR KGaA Inc. Inc Corp. Corp Corporation Ltd. Ltd Limited LLC "
    "PLC plc S.A. SA S.p.A. SpA NV N.V. AB Oy A/S Group Holding Company Co. Airlines Airways "
    "Records Entertainment Pictures Motors Bank Press Foundation Institute University College "
    "Orchestra Association Society Party Verlag Stiftung"
)
CLUBS = _set(
    "FC SC SV TSV VfB VfL VfR SG SpVgg SSV TuS TSG FSV FK BSC HSV MSV BV SpVg TV MTV HSG EHC ERC "
    "EV ESV DSC KSC CF AC AS AFC BC BVB Borussia Eintracht Hertha Werder Dynamo Fortuna Alemannia "
    "Arminia Hansa Union Energie Real Atlético Olympique Sporting Benfica Inter Lokomotive Lok "
    "Rot-Weiß Rot-Weiss Schwarz-Weiß Wacker Admira Rapid Sturm Preußen Viktoria Germania "
    "Concordia Kickers RC RB"
)
CLUB_NUMBER = re.compile(r"\d\.")
CLUB_TAIL = re.compile(r"\d{2,4}")
#: Words that open an organisation's name: Institut für ..., Universität Breesen.
INSTITUTION = re.compile(
    r"[\w-]*(?:universität|hochschule|akademie|institut|zentrum|ministerium|amt|behörde|verband"
    r"|gesellschaft|stiftung|bündnis|initiative|klinikum|kammer|ausschuss|museum|theater|gericht"
    r"|sparkasse|stadtwerke|polizei|staatsanwaltschaft|komitee|fraktion|konferenz|schule|gymnasium)",
    re.IGNORECASE,
)
#: Words before an organisation's name that are no part of it: der Chemiekonzern BASF.
COMPANY = re.compile(
    r"[\w-]*(?:konzern|unternehmen|firma|hersteller|partei|gewerkschaft|verlag|agentur|sender|zeitung"
    r"|magazin|blatt|band|gruppe|verein|team|bank|tochter|marke|organisation|kette|portal|dienst"
    r"|bauer|anbieter|versicherer|brauerei|reederei|werft|klub|club|fonds|label|miliz)s?",
    re.IGNORECASE,
)
#: Nouns that an adjective of place makes an organisation's name: Deutscher Städtetag.
ORGANISATION_NOUN = re.compile(
    r"(?:bund|verband|rat|tag|bank|bahn|post|partei|gesellschaft|akademie|institut|kammer|union"
    r"|zeitung|rundfunk|presse|nachrichten|anzeiger|tageblatt|morgenpost|abendblatt|kurier|bote"
    r"|gewerkschaft|verein|liga|philharmoniker|symphoniker|universität"
    r"|stiftung|agentur|kommission|gerichtshof|parlament|theater|oper|museum|verlag"
    r"|zentralbank|zentrum|hochschule|ministerium|amt|komitee|börse|messe|telekom|stadtwerke)$",
    re.IGNORECASE,
)
#: Endings of invented parties and firms, on words that stand in no dictionary: Bürgerbund.
ORGANISATION_TAIL = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:bund|partei|allianz|union|ministerium|rundfunk|zeitung)"
)
#: Names glued to the word they open: Bundestagswahl, Europameister.
GLUED_KIND = dict.fromkeys(("Bundestag", "Bundesrat", "Bundeswehr", "Landtag", "Bundesliga"), "ORG")
GLUED_KIND |= dict.fromkeys(("Europa", "Mittelmeer", "Ostsee", "Nordsee", "Rhein", "Donau"), "LOC")
GLUED = re.compile(rf"({'|'.join(GLUED_KIND)})s?(?=[a-zäöü]{{4}})(?!rat|isch|bezirk)")
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}|[A-Z][A-Z&][A-Z]|(?:Ka|Sa)?D[eE]W[aA]")
NO_ORGANISATIONS = _set(
    "II III IV VI VII VIII IX XI XII XIII XIV XV XVI XX XXI TV PC CD CDs DVD DVDs GPS LKW PKW IT "
    "EDV KI PR WM EM EC OK DNA DNS HIV AIDS ICE IC PS KW MW GHz MHz GB MB KB CO UHR UND DER DIE "
    "DAS EIN AM IM IN ZU AN AUF MIT VON FÜR UFO PDF SMS MMS USB HTML XML URL WWW HTTP TCP IP CPU "
    "RAM ROM LED LCD LP EP MC DJ AC DC BH OP AB ABC DAX BIP WC WG SUV ABM ID SIM PIN TAN QR SMD "
    "ISBN ISSN WKN ISIN MEZ UTC UMTS NTSC PAL HD RFID CMOS DVB MS RS EBIT ERP RNA FCKW GTX AR ILS "
    "EUR USD CHF GBP US USA DDR BRD UdSSR NRW NS NSU NDW BIC IBAN KZ PH AKW BSE SARS COVID ADHS "
    "IQ EU-"
) - {"NSU"}
#: Organisations whose name is a word as well: only in marks or, for parties, in context.
WORDS_TOO = _set(
    "Spiegel Stern Focus Zeit Bild Welt Kurier Times Time Guardian Independent Economist Grüne "
    "Grünen Linke Linken Piraten Republikaner Demokraten Labour Seat Ford Allianz Continental "
    "Total Quelle Metro Otto Puma Springer Bayer Meta Apple Oracle Dell Uber Warner Universal "
    "Paramount Queen Genesis Oasis Union Hertha Werder Eintracht Arsenal Zentrumspartei Prinz "
    "Koch König Kaiser Fuchs Vogel Winter Sommer Berger Jäger Engel Horn Stein Schwarz Klein Groß "
    "Lang Jung Roth Braun Weiß Graf Wolf Schneider Fischer Müller Weber Becker Bauer Richter "
    "Schäfer Schuster Krämer Hahn Diakonie Charité Roche Linde Burschenschaft Staatsoper Phoenix "
    "Arte Viva Vox Tass Merck Bosch Duma Swiss Galeria_Kaufhof Galatasaray"
) - _set(
    "Apple Bosch Galatasaray Duma Charité Hertha Werder Caritas Merck Roche Meta Bayer Diakonie"
)
PARTIES = _set("Grüne Grünen Linke Linken Piraten Republikaner Demokraten Union")
BEFORE_PARTY = _set("die Die den Den der Der und / ( , von bei mit für")
OTHERS = _set("Euro Dollar US-Dollar Dollars Euros Bibel Koran Rubel Yen Holocaust Renaissance") | {
    "Zweiter Weltkrieg",
    "Zweiten Weltkrieg",
    "Zweite Weltkrieg",
    "Zweiten Weltkriegs",
    "Zweiten Weltkriege",
    "Erster Weltkrieg",
    "Ersten Weltkrieg",
    "Erste Weltkrieg",
    "Olympische Spiele",
    "Olympischen Spiele",
    "Olympischen Spielen",
    "Champions League",
    "Europa League",
    "DFB-Pokal",
}
LOWER_NAMES = _set("dpa epd taz ver.di al-Qaida eBay n-tv 3sat")

PLACE_HEADS = _set(
    "Bad Sankt St. San Santa Los Las Rio Mount Lake Fort Port Schloss Schloß Burg Kap"
)
PLACE_NOUN = re.compile(
    r"(?:(?:Haupt|Hanse|Hafen|Klein|Groß|Kreis|Landeshaupt|Nachbar|Partner)?(?:[Ss]tadt|[Ss]tädten?)|Gemeinden?|Orten?|Ort"
    r"|Ortsteile?n?|Stadtteile?n?|Dorf|Dörfern?|Insel|Halbinsel|Fluss|Kreis|Landkreis|Bezirk|Provinz|Region|Kanton"
    r"|Bundesland|Distrikt|Vorort|Badeort|Grenzort)"
)
ROAD = re.compile(r"[A-ZÄÖÜ][\w-]{3,}(?:straße|strasse|gasse|allee|platz|damm|chaussee)")
ROAD_NOUNS = _set(
    "Straße Platz Allee Tor Chaussee Weg Damm Brücke Ring Berg See Hauptbahnhof Bahnhof Flughafen "
    "Rathaus Dom Schloss Schloß Zoo Hafen Münster Landstraße Innenstadt Altstadt"
)
QUARTERS = _set("Mitte Nord Süd Ost West Land Stadt")
#: Endings of towns, on words that are no vocabulary: Breesen does not have one, Sundhafen has.
PLACE_TAIL = re.compile(
    r"(?:hausen|heim|dorf|stadt|stedt|burg|brück|furt|hagen|hafen|rode|leben|walde|kirchen|münde|ow"
    r"|itz|büttel|koog|siel|ingen|ungen|werder|land|stan|ville|town|grad|polis|borg|holm|ien|au|see)s?$"
)
INTO_PLACES = _set("in nach aus bei nahe um ab gen zwischen")
ARTICLES = _set(
    "der die das des dem den ein eine einer eines einem einen im am vom zum zur beim ins"
)
ENGLISH = _set("the of and for a to is in' on with it's my you i de la le les du et")
LINKS = _set(", und sowie oder /")
BEFORE_PERSON = _set("unter aber oder gegen mit durch über : * er sie es wenn")
NOT_BEFORE_PERSON = _set("von auf für zu an im als gesamten alle pro per je de van den dem")
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
