"""The page kit: layout, macros, tables, forms, and the one way in which a page is guarded and its errors are shown."""
