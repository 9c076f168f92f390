"""Where care is given: providers, networks, agreements."""
