"""Use cases: functions that change the world in one transaction and announce what happened. No HTML."""
