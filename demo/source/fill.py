#!/usr/bin/env python3
"""Fills the holes of a document: fill.py DOCUMENT.html AGENCY.txt PERSON.txt > OUT.html. Sums are computed, so that every figure agrees with the wage."""
import re
import sys
from decimal import Decimal, ROUND_HALF_UP

values = {}
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as lines:
        values.update(line.rstrip("\n").split("=", 1) for line in lines if "=" in line)


def euro(amount):
    text = f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"
    return text.translate(str.maketrans(",.", ".,"))


def cents(amount):
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


wage, weeks = Decimal(values["wage"]), int(values["weeks"])
week = wage * 40
holiday, allowance = cents(wage * Decimal("0.1087")), cents(wage * Decimal("0.0833"))
worked, late = cents(wage * 32), cents(wage / 4)
gross = worked + cents(late * 6)
pension, tax = cents(gross * Decimal("0.0268")), cents(gross * Decimal("0.0712"))
sums = {
    "hourstotal": Decimal("3.48") * weeks,
    "wage": wage, "week": week, "holiday": holiday, "holidayweek": holiday * 40, "allowance": allowance, "allowanceweek": allowance * 40,
    "total": wage + holiday + allowance, "totalweek": (wage + holiday + allowance) * 40, "worked": worked, "late": late, "latesum": late * 6,
    "gross": gross, "pension": pension, "tax": tax, "net": gross - pension - tax + Decimal("24.32"),
    "allowancesum": cents(gross * Decimal("0.0833")), "allowancetotal": cents(gross * Decimal("0.0833")) * weeks, "grosstotal": gross * weeks, "taxtotal": tax * weeks,
}
values.update({name: euro(amount) for name, amount in sums.items()})
with open(sys.argv[1], encoding="utf-8") as page:
    sys.stdout.write(re.sub(r"\{\{(\w+)\}\}", lambda hole: values[hole[1]], page.read()))
