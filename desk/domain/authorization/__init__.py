"""Prior authorization (AP): blocks, releases, routing, and the senha."""
