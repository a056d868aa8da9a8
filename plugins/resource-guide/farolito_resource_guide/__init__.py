"""The guide to help nearby: who helps, where, when, and when somebody last checked."""
