"""XLSForm: spreadsheets (.xlsx, .xls), .csv and .md files of ODK, KoboToolbox and their kin, read by pyxform."""
