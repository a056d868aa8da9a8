"""What lies here besides the tests are distributions of their own, with tests of their own."""

collect_ignore = ["transport-vouchers"]
