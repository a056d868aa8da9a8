"""SurveyJS: forms as JSON, made of pages, panels and elements."""
