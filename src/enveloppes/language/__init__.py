"""The languages of the reader: messages as data, and the catalogue that puts them into words."""
