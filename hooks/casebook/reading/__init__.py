"""From files to typed documents. A file that can't be used gives problems and None."""
