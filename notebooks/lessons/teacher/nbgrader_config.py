"""Einstellungen für nbgrader: diese Datei gehört in den Kursordner, neben ``source/``."""

c = get_config()  # noqa: F821

c.ClearSolutions.code_stub = {"python": "# Ersetze die drei Punkte durch deine Antwort."}
c.ClearSolutions.text_stub = "*Schreib hier deine Antwort.*"
c.Execute.timeout = 180  # so lange braucht der Bericht in Lektion 8 auf langsamen Rechnern
c.Execute.startup_timeout = 60
c.Execute.iopub_timeout = 60  # sonst vier Sekunden: zu wenig auf einem ausgelasteten Rechner
c.NbGrader.logfile = ""
