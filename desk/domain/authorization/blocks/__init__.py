"""What may stand against an authorization: one function a block, in the words of the table of blocks."""
