"""Sentences of news in Arabic, and what they say."""

from __future__ import annotations

ARABIC = [
    "قال الوزير إن الحكومة ستفتح ثلاثة مستشفيات جديدة في العام المقبل.",
    "ارتفعت أسعار القمح بنسبة 12% بعد موجة الجفاف في الشمال.",
    "وصل الوفد إلى العاصمة مساء الثلاثاء لإجراء محادثات مع الرئيس.",
]
ENGLISH = [
    "The minister said the government would open three new hospitals next year.",
    "Wheat prices rose by 12% after the drought in the north.",
    "The delegation arrived in the capital on Tuesday evening for talks with the president.",
]
