"""The border room: what carriers send, who is looked for, and what an officer found when she met them.

Asked for by chapter 5 of the strategy of 2011: passenger data before travel (paragraphs 65, 66 and 75), better risk
indicators at ports (67 and 74), details of suspected traffickers that reach the officer quickly (69, 70), and potential
victims met and assessed at the border (68). Nothing that a carrier sent and no hit is ever lost unread.
"""
