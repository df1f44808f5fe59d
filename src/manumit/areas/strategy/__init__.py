"""The strategy room: its aims and actions with owners, dates, progress and the evidence that the other rooms hold.

The commitments are those that the strategy's own chapters and the documents around it state, in our own words with
their paragraphs. Annex A, the list of actions that the strategy names, is not in the texts and is not invented.
"""
