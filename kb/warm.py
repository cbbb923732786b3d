"""What processes that read are forked from imports this, so that the word lists are loaded once for all of them.

A list is loaded where it is first asked for, which the sentences here do for those that most articles need.
"""

from kb.extract import extract
from kb.lexicon import dates
from kb.merge import merge
from kb.model import Document
from kb.when import When

TEXT = """\
Rockets hit an embassy

Rockets hit the U.S. embassy in Baghdad on Friday and killed at least two guards, police said. The rockets struck the
embassy before dawn, wounding Anna Field, 34, a nurse from Basra who had arrived three days before the war.

Dr. Omar Field, whose brother was shot in the attack on the embassy on Dec. 27, told reporters near Kirkuk that Iraq's
government had ordered troops to the border two months after the election of 2018. About a dozen people were hurt when
a bomb exploded south of the Foreign Ministry in Damascus last week; Washington and the United Nations condemned the
bombing in New York. The court sentenced him on March 3 to ten years in prison for murder. In June a friend,
Rob Friday, flew from a town east of Mosul to the Iraqi capital.
"""

merge(extract(Document("", TEXT, "Rockets hit an embassy", When.on(2020, 1, 2), "given")).mentions)
PATTERNS = [rule.pattern for rule in dates.load().rules]  # compiled at first use
