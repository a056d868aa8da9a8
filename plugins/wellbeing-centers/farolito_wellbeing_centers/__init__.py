"""Student wellbeing centers: seven service lines, counted without knowing who came."""
