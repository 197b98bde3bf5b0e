"""Which signs may not begin or end a line of Japanese. Source: JIS X 4051:2004, and JLREQ (W3C) 3.1.7 and 3.1.8."""

OPENING = "（(［[｛{〈《「『【〔“‘〝＜<"
CLOSING = "）)］]｝}〉》」』】〕”’〟＞>、。，．,.・：；:;！？!?‼⁇⁈⁉"
"""Closing brackets and the signs behind which a sentence or a part of it ends."""
NEVER_FIRST = CLOSING + "ゝゞヽヾ々〻ー～〜–—‐-％%℃…‥ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
NEVER_LAST = OPENING + "＃#＠@￥¥№〒"
PAUSES = "、。・, "
"""What does not stand before an ellipsis."""
