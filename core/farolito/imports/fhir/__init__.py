"""FHIR R4: Questionnaire and QuestionnaireResponse, as JSON."""
