"""Documents in, readings out. Nothing here touches the database; actions write what is read."""
