"""One module a transaction: its maps and its keys. They ask the domain and decide nothing themselves."""
