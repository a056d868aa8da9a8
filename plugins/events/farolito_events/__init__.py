"""What happens on a day at a school: announced, signed up for, counted, and on paper."""
