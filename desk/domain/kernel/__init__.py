"""The ground floor: values, time, words, decisions. It imports nothing of desk above it."""
