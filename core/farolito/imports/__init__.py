"""Forms that exist already, from other programmes: XLSForm, FHIR Questionnaire, SurveyJS, Farolito itself.

Each source is read into one :class:`~farolito.imports.outline.Outline`; one assembler makes the definition from
it, and names in a report whatever could not be carried over. Files are hostile input: they are bounded before they are
read, and spreadsheets are read in a child process.
"""
