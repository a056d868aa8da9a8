"""Agencies and nonprofits of a school: agreements, offers, partner meetings, and referrals for the team's meeting."""
