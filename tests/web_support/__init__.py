"""What the tests of pages share: a school on a real database, a form of every question type, a family."""
