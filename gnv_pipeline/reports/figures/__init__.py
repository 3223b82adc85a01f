"""From a chart of the model to a drawing: scales, colours, and the dictionary that Plotly reads.

Belongs here: how a chart looks. Does not belong here: which rows or words it has (``model``), or files.
"""
