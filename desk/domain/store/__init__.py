"""The store: engine, unit of work, column types, migrations. The only room that knows which database it is."""
