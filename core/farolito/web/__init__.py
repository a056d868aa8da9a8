"""Pages: all of Flask and WTForms. A view reads what was asked, calls a service, and shows the result."""
