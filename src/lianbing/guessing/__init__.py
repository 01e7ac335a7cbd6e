"""What options give away to somebody who knows nothing: guessers, their success, and the words at fault."""
