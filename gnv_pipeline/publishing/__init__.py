"""From judged to published: the mask, the sentences, the texts, the way home, the candidate, the pointer.

Belongs here: what turns internal judgements into a publication that anyone may read, and how that
publication is made, checked, frozen and pointed at. Does not belong here: values and judgements
(indicators), how a report looks (reports), or when a run happens (orchestration). Everything after the
mask reads masked rows only.
"""
